import { describe, expect, it } from '@jest/globals';
import type { Row } from '../row.types.js';
import type { TappedRequest } from '../harness/client-tap.js';
import type { Scene } from '../harness/scene.js';
import { judgeScene } from './judge-scene.js';

const GOOD = [
  ['message_start', { message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [] } }],
] as const;

const json = (status: number, message?: string): TappedRequest => ({
  method: 'POST',
  url: '/v1/messages?beta=true',
  headers: {},
  body: {},
  status,
  answerHeaders: { 'content-type': 'application/json' },
  answer: JSON.stringify(message === undefined ? {} : { type: 'error', error: { type: 'x', message } }),
  left: false,
});
const brokenStream: TappedRequest = {
  ...json(200),
  answerHeaders: { 'content-type': 'text/event-stream' },
  answer: GOOD.map(([type, rest]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`).join(''),
};
const changed = (codes: string): TappedRequest => ({ ...json(200), answerHeaders: { 'x-gateway-changes': codes } });

const sceneOf = (requests: TappedRequest[], refused: string[] = [], plugin = 'openai'): Scene =>
  ({
    exchanges: requests,
    route: { plugin },
    upstream: { refused: refused.map((message) => ({ status: 400, message })) },
  }) as unknown as Scene;
const row = (rest: Partial<Row> = {}): Row => rest as Row;

describe('judgeScene', () => {
  it.each<[string, Scene, Row, string[], object]>([
    ['nothing wrong', sceneOf([json(200)]), row(), [], { verdict: 'pass', codes: [], why: [] }],
    ['what the row found', sceneOf([json(200)]), row(), ['oh'], { verdict: 'fail', why: ['oh'] }],
    [
      'a loss that is told',
      sceneOf([changed('beta-dropped, sampling-dropped'), changed('sampling-dropped')]),
      row(),
      [],
      { verdict: 'degraded', codes: ['sampling-dropped'] },
    ],
    [
      'harmless changes',
      sceneOf([changed('beta-dropped, attribution-dropped')]),
      row(),
      [],
      { verdict: 'pass', codes: [] },
    ],
    [
      'a refusal that is foreseen',
      sceneOf([json(400, 'tools.0: web_search is not supported'), json(200)]),
      row({ refusal: /web_search/ }),
      [],
      { verdict: 'refused', why: ['tools.0: web_search is not supported'] },
    ],
    [
      'any other refusal',
      sceneOf([json(400, 'no')]),
      row({ refusal: /web_search/ }),
      [],
      { verdict: 'fail', why: ['the gateway answered 400: no'] },
    ],
    ['a failure of the story', sceneOf([json(429, 'slow')]), row({ failures: [429] }), [], { verdict: 'pass' }],
    [
      'an upstream that objects',
      sceneOf([json(200)], ['Unknown parameter']),
      row(),
      [],
      { verdict: 'fail', why: ['the upstream refused with 400: Unknown parameter'] },
    ],
    [
      'an upstream that objects to a translation of a wrong request',
      sceneOf([json(400, 'no')], ['no']),
      row({ failures: [400] }),
      [],
      { verdict: 'fail' },
    ],
    [
      'Anthropic, which objects to a wrong request itself',
      sceneOf([json(400, 'no')], ['no'], 'anthropic'),
      row({ failures: [400] }),
      [],
      { verdict: 'pass' },
    ],
    ['a stream that is none', sceneOf([brokenStream]), row(), [], { verdict: 'fail' }],
    ['a stream that the client has left', sceneOf([{ ...brokenStream, left: true }]), row(), [], { verdict: 'pass' }],
  ])('judges %s', (...[, scene, played, found, judged]) => {
    expect(judgeScene(scene, played, found)).toMatchObject(judged);
  });
});
