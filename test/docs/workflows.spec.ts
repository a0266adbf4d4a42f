import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { findCommandMistake } from './find-command-mistake.js';
import { readCommands } from './read-commands.js';

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): Workflow => parse(readFileSync(path, 'utf8')) as Workflow;
const commandsOf = ({ jobs }: Workflow): readonly string[] =>
  Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

describe.each(globSync('.github/workflows/*.yml'))('%s', (path) => {
  const workflow = read(path);

  it('may only read by default', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('uses actions by a version', () => {
    const used = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });

  it('waits for jobs that exist', () => {
    const names = Object.keys(workflow.jobs);
    const needed = Object.values(workflow.jobs).flatMap(({ needs = [] }) => needs);
    expect(needed.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('runs npm commands that exist', () => {
    const lines = commandsOf(workflow).flatMap((run) => run.split('\n').filter((line) => line.startsWith('npm ')));
    expect(lines.length).toBeGreaterThan(0);
    const words = lines.flatMap((line) => readCommands(line).map((command) => command.words));
    expect(words.flatMap((command) => findCommandMistake(command) ?? [])).toEqual([]);
  });
});

describe('the workflow of public CI', () => {
  const workflow = read('.github/workflows/ci.yml');
  const readme = readFileSync('README.md', 'utf8');

  it('runs the two commands of the README on Node 20 and 24', () => {
    for (const command of ['npm ci && npm test', 'npm ci && npm start']) {
      expect(readme).toContain(`\n${command}\n`);
      expect(commandsOf(workflow).join('\n')).toContain(command);
    }
    expect(Object.values(workflow.jobs).map(({ strategy }) => strategy?.matrix.node)).toEqual([
      [20, 24],
      [20, 24],
    ]);
  });
});

describe('the workflow of a release', () => {
  const { on, jobs } = read('.github/workflows/release.yml');

  it('starts by a tag alone, and publishes nothing before the check', () => {
    expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
    const publishing = Object.entries(jobs).filter(([, { permissions }]) =>
      Object.values(permissions ?? {}).includes('write'),
    );
    expect(publishing.length).toBeGreaterThan(2);
    for (const [name, { needs = [] }] of publishing)
      expect([name, [needs].flat().some((job) => job === 'check' || jobs[job]?.needs === 'check')]).toEqual([
        name,
        true,
      ]);
  });
});

describe('the changelog', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const headings = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

  it('has a dated section for each version, the newest first', () => {
    const dated = headings.filter((heading) => heading !== 'Unreleased');
    expect(dated.length).toBeGreaterThan(0);
    expect(dated.filter((heading) => !/^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/.test(heading))).toEqual([]);
    const dates = dated.map((heading) => heading.slice(-10));
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('knows the version of the package', () => {
    expect(headings.some((heading) => heading.startsWith(`${version} - `))).toBe(true);
  });
});
