import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS, ModelCatalogue } from '@gateway/model-catalogue';
import { EMPTY } from '../conformance/drift/inventory.types.js';
import { builtInModels } from '@gateway/testing';
import { compareCatalogue } from './compare-catalogue.js';
import { compareClient } from './compare-client.js';
import { compareDeclarations } from './compare-declarations.js';
import type { Finding } from './finding.types.js';
import { readAiSdk } from './read-ai-sdk.js';
import { readDeclarations } from './read-declarations.js';
import { readGenaiPrices } from './read-genai-prices.js';
import { readLitellm } from './read-litellm.js';
import { toDriftTable, toExitCode, toKey, withoutAccepted } from './to-drift-table.js';

const DAY = '2026-11-28';
const lines = (findings: readonly Finding[]): readonly string[] => findings.map(toKey);

describe('declarations', () => {
  const watched = { name: 'sdk', declarations: ['Reason', 'Effort', 'Params'], where: 'libs/x' };
  const pinned = readDeclarations(`
    export declare enum Reason { STOP = "STOP", LENGTH = "LENGTH" }
    export type Effort = 'low' | 'high' | null | Other.Thing;
    export namespace Inner { interface Params { model: string; 'top-p'?: number } }`);

  it('are read with their members', () => {
    expect([...pinned].map(([name, members]) => [name, [...members]])).toEqual([
      ['Reason', ['STOP', 'LENGTH']],
      ['Effort', ['low', 'high', 'Thing']],
      ['Params', ['model', 'top-p']],
    ]);
  });

  it.each([
    ['the same', 'enum Reason { STOP = "STOP", LENGTH = "LENGTH" }', []],
    [
      'a renamed member',
      'enum Reason { STOP = "STOP", MAX_LENGTH = "MAX_LENGTH" }',
      ['sdk: Reason has no `LENGTH` any more', 'sdk: Reason has `MAX_LENGTH`'],
    ],
    ['a removed enum', '', ['sdk: Reason is not declared any more']],
  ])('that are %s', (_name, text, expected) => {
    const newest = readDeclarations(text);
    expect(lines(compareDeclarations({ ...watched, declarations: ['Reason'] }, pinned, newest))).toEqual(expected);
  });
});

describe('the catalogue', () => {
  const published = readLitellm({
    'gpt-6-sol': {
      litellm_provider: 'openai',
      mode: 'chat',
      max_input_tokens: 922_000,
      max_output_tokens: 128_000,
      input_cost_per_token: 2e-6,
      output_cost_per_token: 1e-5,
    },
    'gemini/gemini-2.5-pro': { litellm_provider: 'gemini', mode: 'chat', deprecation_date: '2026-12-01' },
    'openai/tts-1': { litellm_provider: 'openai', mode: 'audio_speech' },
    'bedrock/claude': { litellm_provider: 'bedrock', mode: 'chat' },
  });

  it('agrees with what it was made of', () => {
    expect(published).toHaveLength(2);
    expect(compareCatalogue(builtInModels, published, DAY)).toEqual([]);
  });

  it('lacks a removed row', () => {
    const rows = BUILT_IN_ROWS.filter(({ id, like }) => id !== 'gpt-6-luna' && like !== 'gpt-6-luna');
    const luna = { source: 's', id: 'gpt-6-luna', maker: 'openai', host: 'openai' };
    const findings = compareCatalogue(new ModelCatalogue(rows), [luna], DAY);
    expect(lines(findings)).toEqual(['catalogue: gpt-6-luna has no row (s)']);
    expect(findings[0]?.advice).toContain('add a row');
  });

  it.each([
    ['window', { window: 400_000 }, 'the window is 922000 here, 400000 in s'],
    ['answer', { answer: 1 }, 'the answer is 128000 here, 1 in s'],
    ['price', { input: 3 }, 'the price of input is 2 here, 3 in s'],
    ['end', { retires: '2027-01-01' }, 'the end is not known here, 2027-01-01 in s'],
  ])('has another %s', (_name, facts, difference) => {
    const sol = { source: 's', id: 'gpt-6-sol', maker: 'openai', host: 'openai', ...facts };
    expect(lines(compareCatalogue(builtInModels, [sol], DAY))).toEqual([`catalogue: gpt-6-sol ${difference}`]);
  });

  it('is compared with prices and ids in scripts, which are not run', () => {
    const script = `throw new Error(); const E = [{ id: "openai", models: [
      { id: "gpt-6-sol", prices: { input_mtok: { base: 2, tiers: [] }, output_mtok: 1e1 } }] }, { id: "other", models: [] }];`;
    expect(readGenaiPrices(script)).toEqual([
      { source: 'genai-prices', id: 'gpt-6-sol', maker: 'openai', host: 'openai', input: 2, output: 10 },
    ]);
    const table = "export const t = { 'gpt-9': { endpoints: ['chat'], definition: make() } } as const;";
    expect(lines(compareCatalogue(builtInModels, readAiSdk(table, 'openai', 'openai'), DAY))).toEqual([
      'catalogue: gpt-9 has no row (ai-sdk)',
    ]);
  });
});

describe('the client', () => {
  it('sends a new header', () => {
    const seen = { ...EMPTY, headers: ['x-new'] };
    expect(lines(compareClient(EMPTY, seen))).toEqual(['client: headers sends `x-new`']);
    expect(compareClient(seen, seen)).toEqual([]);
  });
});

describe('the report', () => {
  const finding = (severity: Finding['severity'], subject: string): Finding => {
    return { severity, part: 'p', subject, difference: 'a|b', advice: 'mend it' };
  };

  it.each([
    [[], 0],
    [[finding('new', 'x')], 1],
    [[finding('new', 'x'), finding('wrong', 'y')], 2],
  ])('exits by what is worst', (findings, code) => expect(toExitCode(findings)).toBe(code));

  it('names what to do, once, and leaves out what is accepted', () => {
    const open = withoutAccepted([finding('new', 'x'), finding('new', 'x'), finding('new', 'y')], ['p: y a|b']);
    expect(toDriftTable(open)).toContain('| new | p | x | a\\|b | mend it |');
    expect(open).toHaveLength(1);
    expect(toDriftTable([])).toBe('No drift.\n');
  });
});
