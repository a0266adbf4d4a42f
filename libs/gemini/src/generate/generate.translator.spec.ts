import { describe, expect, it } from '@jest/globals';
import { collectMessage, MessageWriter, PLAIN_SIGNATURE, type Message, type StreamEvent } from '@gateway/protocol';
import { unpackState, type NormalizedRequest } from '@gateway/provider-kit';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInModels } from '@gateway/testing';
import { generateDialect } from './generate.dialect.js';
import type { GeminiPart, GenerateChunk, GenerateReply } from './generate.types.js';

type Thoughts = NormalizedRequest['thoughts'];

const dialect = generateDialect({ models: builtInModels, surface: 'ai-studio', schemas: 'json' });

/** The events that MessageWriter writes for these chunks. */
function write(chunks: readonly GenerateChunk[], thoughts: Thoughts = 'shown'): StreamEvent[] {
  const writer = new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 1,
    thoughts,
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: { toolName: (name) => name, toolId: (id) => id ?? 'toolu_fresh' },
  });
  const normalized = { model: 'gemini-3-pro', maxTokens: 100, thoughts, writing: { inputTokens: 1 } };
  const translator = dialect.translator(writer, normalized as NormalizedRequest);
  for (const chunk of chunks) translator.push(chunk);
  translator.end(false);
  return writer.take();
}

const report = (chunks: readonly GenerateChunk[], thoughts?: Thoughts): Message =>
  collectMessage(write(chunks, thoughts));
const tellWhole = (reply: unknown): Message => report(dialect.asChunks(reply));

const says = (...parts: GeminiPart[]): GenerateReply => ({ candidates: [{ content: { parts } }] });
const ends = (finishReason: string, finishMessage?: string): GenerateReply => {
  return { candidates: [{ finishReason, ...(finishMessage && { finishMessage }) }] } as GenerateReply;
};
const stop = ends('STOP');
const call = (name: string, args?: Record<string, unknown>, thoughtSignature?: string): GeminiPart => {
  return { functionCall: { name, ...(args && { args }) }, ...(thoughtSignature && { thoughtSignature }) };
};

describe('thoughts and signatures', () => {
  it('go into the thought that is still open', () => {
    const { content, stop_reason: reason } = report([
      says({ text: 'Plan', thought: true }),
      says(call('LS', { d: 1 }, 'SIG')),
      stop,
    ]);
    expect(content).toMatchObject([
      { type: 'thinking', thinking: 'Plan' },
      { type: 'tool_use', name: 'LS', input: { d: 1 } },
    ]);
    const { signature } = content[0] as { signature: string };
    expect(unpackState('gm', signature)).toEqual({ m: 'gemini-3-pro', s: 'SIG', at: 'call' });
    expect(reason).toBe('tool_use');
  });

  it('get an empty thought of their own directly before the call where text came between', () => {
    const parts = [{ text: 'Plan', thought: true }, { text: 'Look.' }, call('LS', {}, 'SIG'), call('Now')];
    const { content } = report([says(...parts), stop]);
    expect(content.map(({ type }) => type)).toEqual(['thinking', 'text', 'thinking', 'tool_use', 'tool_use']);
    expect(content[0]).toMatchObject({ signature: PLAIN_SIGNATURE });
    expect(content[2]).toMatchObject({ thinking: '' });
  });

  it('do not travel where the client sees no thoughts at all', () => {
    const part = { functionCall: { id: 'f1', name: 'LS' }, thoughtSignature: 'KEPT' };
    expect(report([says(part), stop], 'hidden').content.map(({ type }) => type)).toEqual(['tool_use']);
  });

  it('travel with the client where it takes them', () => {
    const part = { functionCall: { id: 'f2', name: 'LS' }, thoughtSignature: 'SIG' };
    expect(report([says(part), stop], 'state').content.map(({ type }) => type)).toEqual(['thinking', 'tool_use']);
  });

  it('do not make a thought of signed text', () => {
    const signed = [
      { text: 'Answer', thoughtSignature: 'SIG' },
      { text: '', thoughtSignature: 'SIG' },
    ];
    expect(report([says(...signed), stop]).content).toEqual([{ type: 'text', text: 'Answer' }]);
  });
});

describe('calls', () => {
  it('are all written, each with an id of its own', () => {
    const { content } = report([says(call('A', { x: [1] }), call('B')), says(call('A')), stop]);
    expect(content).toMatchObject([
      { name: 'A', input: { x: [1] } },
      { name: 'B', input: {} },
      { name: 'A', input: {} },
    ]);
    expect(new Set(content.map((block) => (block as { id: string }).id)).size).toBe(3);
  });

  const piece = (jsonPath: string, stringValue: string): GenerateReply => {
    return says({ functionCall: { partialArgs: [{ jsonPath, stringValue }], willContinue: true } });
  };
  const begin = says({ functionCall: { name: 'Read', willContinue: true }, thoughtSignature: 'SIG' });
  const done = says({ functionCall: {} });

  it('are put together where Vertex sends them in pieces', () => {
    const { content } = report([
      begin,
      piece('$.p', 'a'),
      piece('$.p', 'b'),
      done,
      says({ functionCall: { name: 'Now', willContinue: true } }),
      done,
      stop,
    ]);
    expect(content).toMatchObject([
      { type: 'thinking' },
      { name: 'Read', input: { p: 'ab' } },
      { name: 'Now', input: {} },
    ]);
  });

  it('count without their last piece where the answer ended well, not where it was cut', () => {
    expect(report([begin, piece('$.p', 'a'), stop]).content).toMatchObject([{}, { input: { p: 'a' } }]);
    expect(report([begin, piece('$.p', 'a'), ends('MAX_TOKENS')])).toMatchObject({
      content: [],
      stop_reason: 'max_tokens',
    });
  });
});

describe("Google's own calls beside the client's", () => {
  const toolCall = { id: 's1', toolType: 'GOOGLE_SEARCH_WEB', args: { queries: ['a', 'b'] } } as const;
  const toolResponse = { id: 's1', toolType: 'GOOGLE_SEARCH_WEB', response: { x: 1 } } as const;

  it('are shown as a search, and travel with the next call', () => {
    const { content } = report([
      says({ toolCall, thoughtSignature: 'T' }, { toolResponse }, call('LS', {}, 'SIG')),
      stop,
    ]);
    expect(content.map(({ type }) => type)).toEqual([
      'server_tool_use',
      'web_search_tool_result',
      'thinking',
      'tool_use',
    ]);
    expect(content[0]).toMatchObject({ id: 'srvtoolu_gw_s1', input: { query: 'a | b' } });
    const { signature } = content[2] as { signature: string };
    expect(unpackState('gm', signature)).toMatchObject({
      s: 'SIG',
      sp: [{ toolCall, thoughtSignature: 'T' }, { toolResponse }],
    });
  });

  it('become text where they are no search', () => {
    const { content } = report([says({ toolCall: { id: 'u', toolType: 'URL_CONTEXT', args: { url: 'x' } } }), stop]);
    expect(content).toEqual([{ type: 'text', text: '[url_context: {"url":"x"}]' }]);
  });
});

describe('other parts', () => {
  it.each<[string, GeminiPart, string]>([
    ['an image', { inlineData: { mimeType: 'image/png', data: 'AA' } }, '[image/png output omitted]'],
    ['code', { executableCode: { code: 'print(1)', language: 'PYTHON' } }, '\n```python\nprint(1)\n```\n'],
    ['what code gave', { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1\n' } }, '\n```\n1\n```\n'],
  ])('become text where possible: %s', (_, part, text) => {
    expect(report([says(part), stop]).content).toEqual([{ type: 'text', text }]);
  });

  it('are not read where a proxy writes out null', () => {
    const nothing = { functionCall: null, toolCall: null, toolResponse: null, inlineData: null };
    const half = { content: { parts: [{ text: 'a', ...nothing }] }, finishReason: null, groundingMetadata: null };
    const chunk = { error: null, promptFeedback: null, usageMetadata: null, candidates: [half] };
    const { content, stop_reason: reason } = report([chunk as unknown as GenerateReply, ends('MAX_TOKENS')]);
    expect(content).toEqual([{ type: 'text', text: 'a' }]);
    expect(reason).toBe('max_tokens');
  });

  it('of another candidate are not read', () => {
    const other = { index: 1, content: { parts: [{ text: 'other' }] } };
    expect(
      report([{ candidates: [other, { index: 0, content: { parts: [{ text: 'mine' }] } }] }, stop]).content,
    ).toEqual([{ type: 'text', text: 'mine' }]);
  });
});

describe('grounding', () => {
  const groundingMetadata = {
    webSearchQueries: ['nestjs 12', 'nest news'],
    groundingChunks: [{ web: { uri: 'https://a.org/', title: 'a.org' } }, { web: { uri: 'https://b.org/' } }],
    groundingSupports: [
      { segment: { text: 'Nest 12 is out.' }, groundingChunkIndices: [0, 1] },
      { segment: { text: 'x' }, groundingChunkIndices: [9] },
    ],
  };
  const grounded: GenerateReply = { candidates: [{ groundingMetadata, finishReason: 'STOP' }], responseId: 'r-1' };
  const pair = [
    { type: 'server_tool_use', id: 'srvtoolu_gw_r1', name: 'web_search', input: { query: 'nestjs 12 | nest news' } },
    {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_gw_r1',
      content: [
        { type: 'web_search_result', url: 'https://a.org/', title: 'a.org', encrypted_content: '', page_age: null },
        {
          type: 'web_search_result',
          url: 'https://b.org/',
          title: 'https://b.org/',
          encrypted_content: '',
          page_age: null,
        },
      ],
    },
  ];

  it('follows the text of a stream, which knows its sources last', () => {
    const { content, usage } = report([
      says({ text: 'Nest 12 ' }),
      { ...says({ text: 'is out.' }), responseId: 'r-1' },
      grounded,
    ]);
    expect(content).toEqual([{ type: 'text', text: 'Nest 12 is out.' }, ...pair]);
    expect(usage.server_tool_use).toEqual({ web_search_requests: 2, web_fetch_requests: 0 });
  });

  it.each<[string, unknown]>([
    [
      'a whole answer',
      {
        candidates: [{ content: { parts: [{ text: 'Nest 12 is out.' }] }, groundingMetadata, finishReason: 'STOP' }],
        responseId: 'r-1',
      },
    ],
    ['a stream that became a list', [says({ text: 'Nest 12 is out.' }), grounded]],
  ])('goes before the text of %s, which cites it', (_, reply) => {
    const citation = { type: 'web_search_result_location', cited_text: 'Nest 12 is out.', encrypted_index: '' };
    const citations = [
      { ...citation, url: 'https://a.org/', title: 'a.org' },
      { ...citation, url: 'https://b.org/', title: 'https://b.org/' },
    ];
    expect(tellWhole(reply).content).toEqual([...pair, { type: 'text', text: 'Nest 12 is out.', citations }]);
  });

  it('is absent where nothing was searched', () => {
    expect(report([{ candidates: [{ groundingMetadata: {}, finishReason: 'STOP' }] }]).content).toEqual([]);
  });
});

describe('endings', () => {
  const text = says({ text: 'Hi' });

  it.each<[string, readonly GenerateReply[], string]>([
    ['STOP', [text, stop], 'end_turn'],
    ['STOP after a call', [says(call('A')), stop], 'tool_use'],
    ['STOP after nothing', [stop], 'end_turn'],
    ['FINISH_REASON_UNSPECIFIED', [text, ends('FINISH_REASON_UNSPECIFIED')], 'end_turn'],
    ['MAX_TOKENS', [text, ends('MAX_TOKENS')], 'max_tokens'],
    ['MAX_TOKENS after a call', [says(call('A')), ends('MAX_TOKENS')], 'max_tokens'],
    ['CONTINUATION', [text, ends('CONTINUATION')], 'max_tokens'],
    ['OTHER after text', [text, ends('OTHER')], 'end_turn'],
    ['tomorrow', [text, ends('TOMORROW')], 'end_turn'],
  ])('%s', (_, chunks, reason) => {
    expect(report(chunks).stop_reason).toBe(reason);
  });

  it.each(['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'IMAGE_SAFETY'])(
    '%s is a refusal',
    (reason) => {
      expect(report([text, ends(reason)])).toMatchObject({
        stop_reason: 'refusal',
        stop_details: { explanation: reason },
      });
      expect(report([ends(reason, 'Why.')])).toMatchObject({ stop_details: { explanation: 'Why.' }, content: [] });
    },
  );

  it.each<[GenerateReply, string]>([
    [{ promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: 'unsafe' } }, 'unsafe'],
    [{ promptFeedback: { blockReason: 'OTHER' } }, 'prompt blocked: OTHER'],
  ])('a blocked prompt is a refusal: %j', (chunk, explanation) => {
    expect(report([chunk])).toMatchObject({ content: [], stop_reason: 'refusal', stop_details: { explanation } });
  });

  it.each<[string, readonly GenerateChunk[], string]>([
    [
      'MALFORMED_FUNCTION_CALL',
      [text, ends('MALFORMED_FUNCTION_CALL', 'print(')],
      'stopped with MALFORMED_FUNCTION_CALL: print(',
    ],
    ['UNEXPECTED_TOOL_CALL', [ends('UNEXPECTED_TOOL_CALL')], 'stopped with UNEXPECTED_TOOL_CALL'],
    ['OTHER after nothing', [ends('OTHER')], 'stopped with OTHER'],
    ['no finish reason', [text], 'ended without a finish reason'],
    ['no candidates', [{ usageMetadata: { promptTokenCount: 1 } }], 'sent no response'],
    ['nothing at all', [], 'sent no response'],
  ])('%s is a failure', (_, chunks, message) => {
    expect(() => report(chunks)).toThrow(
      expect.objectContaining({ type: 'api_error', status: 500, message: expect.stringContaining(message) }),
    );
  });

  it.each<[string, GenerateChunk]>([
    ['alone', { error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }],
    ['in a list', [{ error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }]],
  ])('an error %s inside the stream is thrown in the client’s words', (_, chunk) => {
    expect(() => report([text, chunk])).toThrow(
      expect.objectContaining({ type: 'overloaded_error', message: '[gemini] Overloaded.' }),
    );
  });

  it.each([[null], ['text'], [[null]]])('a reply that is %j is a failure', (reply) => {
    expect(() => tellWhole(reply)).toThrow(expect.objectContaining({ status: 502 }));
  });
});

describe('usage', () => {
  it('is the last that speaks of the prompt, and is known from the start', () => {
    const events = write([
      { ...says({ text: 'a' }), usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 } },
      { ...stop, usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3, thoughtsTokenCount: 4 } },
      { usageMetadata: { trafficType: 'ON_DEMAND' } },
    ]);
    expect(events[0]).toMatchObject({ message: { usage: { input_tokens: 9 } } });
    expect(collectMessage(events).usage).toMatchObject({ input_tokens: 9, output_tokens: 7 });
  });
});

/** Recorded answers of Google; they are no part of this repository. */
const RECORDINGS = join(process.cwd(), '../shared/recordings/gemini');
const recorded = existsSync(RECORDINGS) ? readdirSync(RECORDINGS) : [];

(recorded.length > 0 ? describe : describe.skip)('recorded answers (need ../shared/recordings)', () => {
  const read = (file: string): string => readFileSync(join(RECORDINGS, file), 'utf8');
  const streams = recorded.filter((file) => file.endsWith('.chunks.txt'));
  const wholes = recorded.filter((file) => file.endsWith('.json') && !file.includes('429'));

  /** What was recorded, read in a way of its own. */
  function expected(chunks: readonly GenerateReply[]): unknown {
    const parts = chunks.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []);
    const last = chunks.at(-1)?.usageMetadata;
    return {
      thinking: parts.map((part) => (part.thought ? part.text : '')).join(''),
      text: parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
      // Of a call in pieces, the pieces are joined as text: good enough for what was recorded.
      calls: parts.flatMap(({ functionCall }) => (functionCall?.name === undefined ? [] : [functionCall.name])),
      signed: parts.filter((part) => part.functionCall && part.thoughtSignature).map((part) => part.thoughtSignature),
      arguments: parts
        .flatMap(({ functionCall }) =>
          Object.values(functionCall?.args ?? {}).concat(
            functionCall?.partialArgs?.map((arg) => arg.stringValue) ?? [],
          ),
        )
        .join(''),
      output: (last?.candidatesTokenCount ?? 0) + (last?.thoughtsTokenCount ?? 0),
    };
  }

  function result({ content, usage }: Message): unknown {
    const calls = content.filter((block) => block.type === 'tool_use');
    const thoughts = content.filter((block) => block.type === 'thinking');
    return {
      thinking: thoughts.map(({ thinking }) => thinking).join(''),
      text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
      calls: calls.map(({ name }) => name),
      signed: thoughts.flatMap(({ signature }) => unpackState('gm', signature)?.s ?? []),
      arguments: calls.flatMap(({ input }) => Object.values(input as Record<string, unknown>)).join(''),
      output: usage.output_tokens,
    };
  }

  it('there are some of both kinds', () => expect(Math.min(streams.length, wholes.length)).toBeGreaterThan(3));

  it.each(streams)('%s', (file) => {
    const chunks = read(file)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as GenerateReply);
    expect(result(report(chunks))).toEqual(expected(chunks));
  });

  it.each(wholes)('%s', (file) => {
    const reply = JSON.parse(read(file)) as GenerateReply;
    expect(result(tellWhole(reply))).toEqual(expected([reply]));
  });
});

describe('finish reasons', () => {
  it.each(['MODEL_ARMOR', 'ESCALATION', 'PUP_LIMITED_DISABLED'])('%s is a refusal that is explained', (reason) => {
    expect(report([says({ text: 'so far' }), ends(reason)])).toMatchObject({
      stop_reason: 'refusal',
      stop_details: { explanation: reason },
    });
  });

  it('of tomorrow end the turn where anything was said, and are an error where nothing was', () => {
    expect(report([says({ text: 'x' }), ends('TOMORROW')]).stop_reason).toBe('end_turn');
    expect(() => report([ends('TOMORROW')])).toThrow('TOMORROW');
    expect(() => report([ends('MISSING_THOUGHT_SIGNATURE')])).toThrow('MISSING_THOUGHT_SIGNATURE');
  });

  it('CONTINUATION without a token is the end of the tokens', () => {
    expect(report([says({ text: 'x' }), ends('CONTINUATION')]).stop_reason).toBe('max_tokens');
  });
});
