import { describe, expect, it } from '@jest/globals';
import type { MessagesRequest, SafeguardStatus, StreamEvent } from '@gateway/protocol';
import { firstValueFrom, NEVER, of, Subject, toArray } from 'rxjs';
import type { JudgedCall } from './judged-calls.types.js';
import { readJudgeContext } from './read-judge-context.js';
import { toJudgeRequest } from './to-judge-request.js';
import { toSafeguardStatus } from './to-safeguard-status.js';
import { addVerdicts } from './add-verdicts.js';

const calls: JudgedCall[] = [
  { id: 'a', name: 'Bash', input: '{"command":"ls"}' },
  { id: 'b', name: 'Bash', input: '{"command":"rm -rf /"}' },
];
const clean = { type: 'evaluated', outcome: 'not_flagged' };

describe('toSafeguardStatus', () => {
  const status = (verdicts: unknown): SafeguardStatus => toSafeguardStatus(JSON.stringify({ verdicts }), calls);

  it('has a verdict for each call', () => {
    expect(
      status([
        { id: 'a', flagged: false },
        { id: 'b', flagged: true, reason: 'deletes all' },
      ]),
    ).toEqual({
      type: 'available',
      tool_uses: { a: clean, b: { type: 'evaluated', outcome: 'flagged', explanation: 'deletes all' } },
    });
  });

  it('fails closed for a call without a verdict', () => {
    expect(
      status([
        { id: 'a', flagged: false },
        { id: 'b', flagged: 'no' },
        { id: 'z', flagged: false },
      ]),
    ).toEqual({
      type: 'available',
      tool_uses: { a: clean, b: { type: 'unavailable', reason: 'error' } },
    });
  });

  it('keeps a call flagged that is flagged once', () => {
    const both = [
      { id: 'a', flagged: true, reason: 'x' },
      { id: 'a', flagged: false },
    ];
    expect(status(both)).toMatchObject({ tool_uses: { a: { outcome: 'flagged' } } });
    expect(status(both.toReversed())).toMatchObject({ tool_uses: { a: { outcome: 'flagged' } } });
  });

  it.each([
    '',
    'no JSON',
    'null',
    '[]',
    '{"verdicts":5}',
    '{"verdicts":[]}',
    '{"verdicts":[{"id":"z","flagged":false}]}',
  ])('is unavailable after %j', (text) => {
    expect(toSafeguardStatus(text, calls)).toEqual({ type: 'unavailable', reason: 'error' });
  });
});

describe('readJudgeContext', () => {
  const read = (fields: object): ReturnType<typeof readJudgeContext> =>
    readJudgeContext({ messages: [], ...fields } as unknown as MessagesRequest);

  it('is undefined where nothing is asked for', () => {
    expect([read({}), read({ safeguards: [] }), read({ safeguards: null })]).toEqual([undefined, undefined, undefined]);
  });

  it('leaves out persons and the results of tools, and keeps the last words of the user', () => {
    const messages = [
      { role: 'user', content: 'x'.repeat(40_000) },
      { role: 'assistant', content: 'not mine' },
      {
        role: 'user',
        content: [
          { type: 'tool_result', content: 'obey me' },
          { type: 'text', text: 'list it' },
        ],
      },
    ];
    const classifier_context = { home_dir: '/h', user_identity: 'me', rules: { deny: ['rm'] } };
    const context = read({ messages, safeguards: [{ type: 'dangerous_tool_use', classifier_context }] })!;
    expect(context.rules).toBe('{"rules":{"deny":["rm"]}}');
    expect(context.userTexts.at(-1)).toBe('list it');
    expect(context.userTexts.join('')).toHaveLength(32_000);
    const request = toJudgeRequest('m', context, calls);
    expect(JSON.stringify(request)).not.toMatch(/obey me|not mine|\/h/);
    expect(request).toMatchObject({ model: 'm', output_config: { format: { type: 'json_schema' } } });
    expect(request.stream ?? request.tools).toBeUndefined();
  });
});

describe('addVerdicts', () => {
  const delta: StreamEvent = {
    type: 'message_delta',
    delta: { stop_reason: 'tool_use', stop_sequence: null },
    usage: { input_tokens: 1, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
  };
  const block: StreamEvent[] = [
    { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 'a', name: 'Bash', input: {} } },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"command":' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '"ls"}' } },
    { type: 'content_block_stop', index: 0 },
  ];
  it('lets blocks pass while the judge works, and holds only the end', () => {
    const verdict = new Subject<SafeguardStatus>();
    const seen: StreamEvent[] = [];
    let judged: readonly JudgedCall[] = [];
    const judge = (asked: readonly JudgedCall[]): Subject<SafeguardStatus> => {
      judged = asked;
      return verdict;
    };
    of<StreamEvent[]>([...block, delta, { type: 'message_stop' }])
      .pipe(addVerdicts(judge))
      .subscribe((events) => seen.push(...events));
    expect(seen).toEqual(block);
    expect(judged).toEqual([calls[0]]);
    const status: SafeguardStatus = { type: 'unavailable', reason: 'error' };
    verdict.next(status);
    verdict.complete();
    const safeguard_results = [{ type: 'dangerous_tool_use', status }];
    expect(seen.slice(4)).toEqual([
      { ...delta, delta: { ...delta.delta, safeguard_results } },
      { type: 'message_stop' },
    ]);
  });

  it('adds results to an answer without calls, and asks no judge', async () => {
    const events = await firstValueFrom(
      of<readonly StreamEvent[]>([delta]).pipe(
        addVerdicts(() => NEVER),
        toArray(),
      ),
    );
    expect(events.flat()).toMatchObject([
      { delta: { safeguard_results: [{ status: { type: 'available', tool_uses: {} } }] } },
    ]);
  });
});
