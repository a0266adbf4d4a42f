import { describe, expect, it } from '@jest/globals';
import type { NormalizedRequest } from '@gateway/provider-kit';
import { builtInModels } from '@gateway/testing';
import { geminiTraits } from '../../gemini-traits.js';
import { toTools, type ToolFields, type ToolForm } from './to-tools.js';

const read = { name: 'Read', description: 'Reads', schema: { properties: { p: { type: 'string' } } }, strict: false };
const search = { type: 'web_search_20250305', name: 'web_search' };
const fetching = { type: 'web_fetch_20250910', name: 'web_fetch' };

const normalized = (more: Partial<NormalizedRequest>): NormalizedRequest =>
  ({ model: 'the-model', tools: [], hostedTools: [], changes: new Set(), ...more }) as unknown as NormalizedRequest;

function tools(
  more: Partial<NormalizedRequest>,
  form: Partial<ToolForm> = {},
  model = 'gemini-3-pro-preview',
): ToolFields {
  return toTools(normalized(more), {
    surface: 'ai-studio',
    schemas: 'json',
    traits: geminiTraits(builtInModels, model),
    ...form,
  });
}

describe('toTools', () => {
  it('is empty where there are none', () => expect(tools({ toolChoice: { type: 'auto' } })).toEqual({}));

  it.each<[ToolForm['schemas'], object]>([
    ['json', { parametersJsonSchema: { type: 'object', properties: { p: { type: 'string' } } } }],
    ['openapi', { parameters: { type: 'OBJECT', properties: { p: { type: 'STRING' } } } }],
  ])('declares functions, their schema in the %s form', (schemas, parameters) => {
    expect(tools({ tools: [read] }, { schemas })).toEqual({
      tools: [{ functionDeclarations: [{ name: 'Read', description: 'Reads', ...parameters }] }],
    });
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['no properties', { type: 'object', properties: {}, required: [], additionalProperties: false }],
    ['anything', { type: 'object', additionalProperties: true }],
  ])('declares no parameters where the schema is %s', (_, schema) => {
    const declared = { tools: [{ functionDeclarations: [{ name: 'Read', description: 'Reads' }] }] };
    expect(tools({ tools: [{ ...read, schema: { ...schema } }] })).toEqual(declared);
  });

  it.each<[string, Partial<NormalizedRequest>, unknown]>([
    ['auto', { toolChoice: { type: 'auto' } }, { mode: 'AUTO' }],
    [
      'auto with a strict tool',
      { tools: [{ ...read, strict: true }], toolChoice: { type: 'auto' } },
      { mode: 'VALIDATED' },
    ],
    ['nothing, with a strict tool', { tools: [{ ...read, strict: true }] }, { mode: 'VALIDATED' }],
    ['any', { toolChoice: { type: 'any' } }, { mode: 'ANY' }],
    ['one', { toolChoice: { type: 'tool', name: 'Read' } }, { mode: 'ANY', allowedFunctionNames: ['Read'] }],
    [
      'one, strictly',
      { tools: [{ ...read, strict: true }], toolChoice: { type: 'tool', name: 'Read' } },
      { mode: 'ANY', allowedFunctionNames: ['Read'] },
    ],
    ['none', { toolChoice: { type: 'none' } }, { mode: 'NONE' }],
  ])('chooses %s', (_, more, expected) => {
    const fields = tools({ tools: [read], ...more });
    expect(fields.toolConfig?.functionCallingConfig).toEqual(expected);
    expect(fields.tools).toHaveLength(1);
  });

  it("replaces Anthropic's own tools", () => {
    expect(tools({ hostedTools: [search, fetching], toolChoice: { type: 'auto' } }, {}, 'gemini-2.5-flash')).toEqual({
      tools: [{ googleSearch: {} }, { urlContext: {} }],
    });
  });

  it('refuses both together where the model does', () => {
    const both = (): unknown => tools({ tools: [read], hostedTools: [search] }, {}, 'gemini-2.5-flash');
    expect(both).toThrow('tools: web_search cannot be offered together with functions on the-model');
  });

  it.each<[ToolForm['surface'], object]>([
    ['ai-studio', { functionCallingConfig: { mode: 'VALIDATED' }, includeServerSideToolInvocations: true }],
    ['vertex', { functionCallingConfig: { mode: 'VALIDATED' } }],
  ])('offers both together as %s wants it', (surface, toolConfig) => {
    const fields = tools({ tools: [read], hostedTools: [search], toolChoice: { type: 'auto' } }, { surface });
    expect(fields).toEqual({ tools: [expect.objectContaining({}), { googleSearch: {} }], toolConfig });
  });

  it('searches nothing where no tool may be called', () => {
    expect(tools({ tools: [read], hostedTools: [search], toolChoice: { type: 'none' } }).tools).toHaveLength(1);
  });

  it('excludes domains where that is supported, and notes it where not', () => {
    const hostedTools = [{ ...search, blocked_domains: ['a.org'] }];
    expect(tools({ hostedTools }, { surface: 'vertex' }).tools).toEqual([
      { googleSearch: { excludeDomains: ['a.org'] } },
    ]);
    const changes: NormalizedRequest['changes'] = new Set();
    expect(tools({ hostedTools, changes }).tools).toEqual([{ googleSearch: {} }]);
    expect([...changes]).toEqual(['search-domains-dropped']);
  });
});
