import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { PRESETS } from '@gateway/presets';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { EchoPlugin } from '../../examples/echo-provider/echo.plugin.js';
import { AppModule } from '../../src/app/app.module.js';
import { GATEWAY_SETTINGS } from '../../src/app/gateway-settings.js';
import { FILE_SUFFIX } from '../../src/config/secrets/read-secret-files.js';
import { toSecretTest } from '../../src/routing/registry/named/to-secret-test.js';
import { describeSettings } from '../../src/reference/describe-settings.js';
import { PLUGINS } from '../../src/plugins.js';
import { findCommandMistake } from './find-command-mistake.js';
import { readCommands } from './read-commands.js';
import { readDocuments, type Snippet } from './read-documents.js';

const DOCUMENTS = readDocuments();

/** The example that the documents start stands for plugins from outside. */
const ALL = [...PLUGINS, EchoPlugin];
const SETTINGS = describeSettings(ALL).flatMap(({ settings }) => settings.map(({ name }) => name));

/** Variables of Claude Code, and those of other programs, libraries and tests; constants of Node. */
const CLIENTS = [
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_DEFAULT_OPUS_MODEL',
  'ANTHROPIC_MODEL',
  'API_TIMEOUT_MS',
  'CLAUDE_CODE_AUTO_MODE_SERVER',
  'CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS',
  'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
  'CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY',
  'CLAUDE_CODE_GATEWAY_HINT_HEADERS',
  'CLAUDE_CODE_GZIP_REQUEST_BODIES',
  'CLAUDE_CODE_MAX_CONTEXT_TOKENS',
  'DISABLE_TELEMETRY',
];
/** The variables of vendors for their keys, which a preset reads beside the gateway's own. */
const VENDORS = PRESETS.flatMap(({ keyVariable }) => keyVariable ?? []);
const OTHERS = [...VENDORS, 'NODE_EXTRA_CA_CERTS', 'GCE_METADATA_HOST', 'FLOOD_MEGABYTES', 'FUZZ_SEED', 'SCHED_NONE'];

const inLanguage = (language: string): readonly (Snippet & { path: string; start: string })[] =>
  DOCUMENTS.flatMap(({ path, snippets }) =>
    snippets
      .filter((snippet) => snippet.language === language)
      .map((snippet) => ({ path, start: snippet.text.split('\n', 2).join(' '), ...snippet })),
  );

const isClients = (name: string): boolean => CLIENTS.includes(name);

const isSecret = toSecretTest(ALL, GATEWAY_SETTINGS);

/** A setting with `<NAME>` in its name is known by any name there, and by the part after it. */
const isOurs = (name: string): boolean =>
  // What a reader will make is called `MY_…`.
  name.startsWith('MY_') ||
  (name.endsWith(FILE_SUFFIX) && isSecret(name.slice(0, -FILE_SUFFIX.length))) ||
  SETTINGS.some((known) => {
    const [start = '', end] = known.split('<NAME>');
    if (end === undefined) return name === known;
    return (name.startsWith(start) && name.endsWith(end)) || `_${name}` === end;
  });

/** Variables of the snippet's own shell are written in small letters. */
const isSetting = (name: string): boolean => /^[A-Z]/.test(name);

describe('the documents', () => {
  it('are found, and written in languages that are examined here', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(10);
    const languages = new Set(DOCUMENTS.flatMap(({ snippets }) => snippets.map(({ language }) => language)));
    // A drawing of folders has no language; nginx is not ours to examine, and GitHub draws mermaid.
    expect([...languages].sort()).toEqual(['', 'json', 'mermaid', 'nginx', 'sh', 'yaml']);
  });

  it.each(inLanguage('json'))('$path: JSON can be read: $start', ({ text }) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it.each(inLanguage('yaml'))('$path: YAML can be read: $start', ({ text }) => {
    const documents = parseAllDocuments(text);
    expect(documents).toHaveLength(1);
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it.each(inLanguage('sh'))('$path: the shell understands, and what is called exists: $start', ({ text }) => {
    expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect(
      readCommands(text)
        .map(({ words }) => findCommandMistake(words))
        .filter(Boolean),
    ).toEqual([]);
  });

  it.each(
    inLanguage('sh').flatMap(({ path, text }) =>
      readCommands(text)
        .filter(({ variables }) => Object.keys(variables).some(isSetting))
        .map((command) => ({ path, ...command })),
    ),
  )('$path: the settings are known, and good: $variables', async ({ variables, words }) => {
    const isKnown = words[0] === 'claude' ? isClients : isOurs;
    expect(Object.keys(variables).filter((name) => !isKnown(name))).toEqual([]);
    if (isKnown === isOurs) await AppModule.forRoot(ALL, variables);
  });
});

describe.each(DOCUMENTS)('$path', ({ path, spans, links }) => {
  it('links to what is there', () => {
    const broken = links.filter((link) => {
      const [target = '', anchor] = link.split('#');
      if (/^(https?|mailto):/.test(target)) return false;
      const file = target === '' ? path : normalize(join(dirname(path), target));
      const anchors = DOCUMENTS.find((document) => document.path === file)?.anchors ?? [];
      return !existsSync(file) || (anchor !== undefined && !anchors.includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names variables, files and commands that exist', () => {
    const mistakes = spans.flatMap((span) => {
      const [, name] = /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$/.exec(span) ?? [];
      if (name !== undefined && !isOurs(name) && !isClients(name) && !OTHERS.includes(name))
        return [`no variable ${name}`];
      const [file] = /^(?:src|libs|test|docs|deploy|examples)\/[\w./-]+$/.exec(span) ?? [];
      // What a reader will make is called `my-…`.
      if (file?.includes('/my-') === false && !existsSync(file)) return [`no file ${file}`];
      return readCommands(span).flatMap(({ words }) => findCommandMistake(words) ?? []);
    });
    expect(mistakes).toEqual([]);
  });
});
