import { describe, expect, it } from '@jest/globals';
import { BUILT, useAllWires } from '../kit/harness/all-wires.js';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { explainRequest } from '../kit/client/explain-request.js';
import type { GatewayProcess } from '../kit/process/gateway-process.js';
import { answered, PICTURE_SEEN, SEARCHED } from '../kit/material/histories.js';

const open = useAllWires(() => () => ({ says: [{ text: 'ok' }] }));

const tool = { name: 'mcp.look', input_schema: { type: 'object', properties: { a: { type: 'string' } } } };

const search = { type: 'web_search_20250305', name: 'web_search' };

const TRANSLATED = BUILT.map(({ name }) => name).filter((name) => name !== 'anthropic');
const CHAT = ['openai-chat', 'azure-chat'];
const RESPONSES = ['openai-responses', 'azure-responses'];
const OPENAI = [...CHAT, ...RESPONSES];
const GOOGLE = ['gemini', 'vertex'];

/** The rows of the contract's table of what is dropped (§24), and what others lose; each with the wires that report it. */
const ROWS: readonly (readonly [code: string, request: object, wires: readonly string[]])[] = [
  ['cache-control-dropped', { cache_control: { type: 'ephemeral' } }, TRANSLATED],
  ['context-management-dropped', { context_management: { edits: [] } }, TRANSLATED],
  ['accounting-field-dropped', { diagnostics: {}, container: 'c', inference_geo: 'us', speed: 'fast' }, TRANSLATED],
  ['accounting-field-dropped', { output_config: { task_budget: { total: 1 } } }, TRANSLATED],
  ['accounting-field-dropped', { metadata: { user_id: 'me' } }, GOOGLE],
  ['beta-dropped', { betas: ['b'] }, TRANSLATED],
  ['unknown-field-dropped', { field_of_tomorrow: 1 }, TRANSLATED],
  ['attribution-dropped', { system: [{ type: 'text', text: 'x-anthropic-billing-header: v' }] }, TRANSLATED],
  ['sampling-dropped', { top_k: 5 }, OPENAI],
  ['sampling-dropped', { temperature: 0.5 }, RESPONSES],
  ['foreign-thinking-dropped', answered({ type: 'thinking', thinking: 't', signature: 'ErUB' }), TRANSLATED],
  ['foreign-thinking-dropped', answered({ type: 'redacted_thinking', data: 'd' }), TRANSLATED],
  ['citations-dropped', SEARCHED, TRANSLATED],
  ['server-blocks-as-text', SEARCHED, TRANSLATED],
  ['tool-result-media-moved', PICTURE_SEEN, CHAT],
  [
    'deferred-tools-dropped',
    {
      tools: [
        { ...tool, name: 'ToolSearch' },
        { ...tool, defer_loading: true },
      ],
    },
    TRANSLATED,
  ],
  ['helper-tool-dropped', { tools: [{ type: 'advisor_20260301', name: 'advisor' }] }, TRANSLATED],
  ['tool-name-mapped', { tools: [tool] }, OPENAI],
  ['effort-adjusted', { output_config: { effort: 'xhigh' } }, [...CHAT, ...GOOGLE]],
  ['stop-sequence-unnamed', { stop_sequences: ['a'] }, [...CHAT, ...GOOGLE]],
  ['stop-sequence-scanned', { stop_sequences: ['a'] }, RESPONSES],
  ['strict-dropped', { tools: [{ ...tool, name: 'a', strict: true }] }, OPENAI],
  ['schema-constraint-dropped', { tools: [{ name: 'a', input_schema: { oneOf: [{ type: 'object' }] } }] }, OPENAI],
  ['search-domains-dropped', { tools: [{ ...search, allowed_domains: ['a.com'] }] }, GOOGLE],
  ['search-options-dropped', { tools: [{ ...search, max_uses: 3 }] }, GOOGLE],
  ['max-tokens-clamped', { max_tokens: 900_000 }, TRANSLATED],
];

describe('what is changed', () => {
  const rows = ROWS.flatMap(([code, request, wires]) => wires.map((name) => [code, name, request] as const));
  it.each(rows.filter(([, name]) => BUILT.some((route) => route.name === name)))(
    '%s on %s by %j',
    async (code, name, request) => {
      expect((await explainRequest(open(name), request)).changes.map((change) => change.code)).toContain(code);
    },
  );

  it.each(BUILT)('is nothing for a plain request over $name', async ({ name }) => {
    expect((await explainRequest(open(name))).changes).toEqual([]);
  });

  it('has its class', async () => {
    const { changes } = await explainRequest(open('openai-chat'), { top_k: 5, betas: ['b'], tools: [tool] });
    expect(changes).toEqual([
      { code: 'beta-dropped', class: 'harmless' },
      { code: 'tool-name-mapped', class: 'emulated' },
      { code: 'sampling-dropped', class: 'degraded' },
    ]);
  });

  it('is in a header of the answer, and in the log', async () => {
    const { gateway, model } = open('openai-chat');
    for (const stream of [true, false]) {
      const response = await askGateway(gateway, { body: question({ model, stream, top_k: 5, betas: ['b'] }) });
      await response.text();
      expect(response.headers.get('x-gateway-changes')).toBe('beta-dropped, sampling-dropped');
      const id = response.headers.get('request-id');
      await expect(recordOf(gateway, id)).resolves.toMatchObject({ changes: ['beta-dropped', 'sampling-dropped'] });
    }
  });
});

/** The log record of a request, which is written at its end. */
async function recordOf({ log }: GatewayProcess, id: string | null): Promise<unknown> {
  for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
    const line = log()
      .split('\n')
      .find((text) => text.includes(`"${id}"`) && text.includes('"status"'));
    if (line !== undefined) return JSON.parse(line);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}
