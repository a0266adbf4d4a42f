import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { GUARDS_METADATA, INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { APP_GUARD } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { AuthModule } from '../../src/http/auth/auth.module.js';
import { MessagesController } from '../../src/http/messages/messages.controller.js';
import { readImports } from './read-imports.js';

/** The sections of the page by their headings. */
const SECTIONS = new Map(
  readFileSync('docs/how-a-request-travels.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

/** The first code span of each line that begins with this mark. */
function firstSpans(heading: string, mark: string): readonly string[] {
  const lines = (SECTIONS.get(heading) ?? '').split('\n').filter((line) => new RegExp(`^${mark}`).test(line));
  return lines.flatMap((line) => /`([^`]+)`/.exec(line)?.[1] ?? []);
}

const namesOf = (key: string, target: object): readonly string[] =>
  (Reflect.getMetadata(key, target) as readonly { readonly name: string }[]).map(({ name }) => name);

describe('docs/how-a-request-travels.md', () => {
  it('has the guards and interceptors of the edge in the order in which Nest calls them', () => {
    const providers = Reflect.getMetadata('providers', AuthModule) as readonly {
      readonly provide?: unknown;
      readonly useClass?: { readonly name: string };
    }[];
    const ofAllRoutes = providers.flatMap(({ provide, useClass }) => (provide === APP_GUARD ? [useClass?.name] : []));
    expect(firstSpans('The edge', '\\| `')).toEqual([
      ...ofAllRoutes,
      ...namesOf(GUARDS_METADATA, MessagesController),
      ...namesOf(INTERCEPTORS_METADATA, MessagesController),
    ]);
  });

  it('has every middleware that a module applies', () => {
    const applied = globSync('src/**/*.module.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\.apply\((\w+)\)/g)].map(([, name = '']) => name),
    );
    const [section = ''] = [SECTIONS.get('Before the edge')];
    expect([...section.matchAll(/`(\w+Middleware)`/g)].map(([, name = '']) => name).sort()).toEqual(applied.sort());
  });

  it.each(['Routing', 'The provider'])('%s: each step imports the next one', (heading) => {
    const steps = firstSpans(heading, '\\d+\\. ');
    expect(steps.length).toBeGreaterThan(2);
    const broken = steps.slice(1).filter((next, index) => !readImports(steps[index] ?? '').has(next));
    expect(broken).toEqual([]);
  });

  it('is right that every observer of the feed is in the room of observability, except the budgets and the cache guardian', () => {
    const observing = globSync('src/**/*.ts')
      .filter((path) => !path.endsWith('.spec.ts'))
      .filter((path) => /feed\.(?:started|ended)\.add\(/.test(readFileSync(path, 'utf8')));
    expect(observing.length).toBeGreaterThan(3);
    expect(observing.filter((path) => !path.startsWith('src/observability/')).sort()).toEqual([
      'src/http/budgets/budgets.service.ts',
      'src/http/caching/cache-guardian.service.ts',
    ]);
  });
});
