import { describe, expect, it } from '@jest/globals';
import { toRequestLine } from './to-request-line.js';

const time = new Date(2026, 10, 22, 12, 30, 1).toISOString();
const line = { time, msg: 'request', method: 'POST', path: '/v1/messages', status: 200, duration: 1234 };
const route = { model: 'claude-opus-5', provider: 'openai', upstream_model: 'gpt-4.1' };

describe('the line of a request on a terminal', () => {
  it.each([
    [
      'answered',
      { ...line, ...route, tools: 12, messages: 3, stop_reason: 'tool_use' },
      '12:30:01 POST /v1/messages claude-opus-5 → openai/gpt-4.1 12 tools 3 messages 200 1.2 s tool_use\n',
    ],
    [
      'refused',
      { ...line, status: 401, error: { type: 'authentication_error', message: 'invalid token' } },
      '12:30:01 POST /v1/messages 401 1.2 s authentication_error: invalid token\n',
    ],
    [
      'left',
      { ...line, ...route, messages: 1, aborted: true },
      '12:30:01 POST /v1/messages claude-opus-5 → openai/gpt-4.1 1 messages 200 left 1.2 s\n',
    ],
    [
      'failed unexpectedly',
      { ...line, status: 500, error: { type: 'api_error', message: 'internal error' }, err: { stack: 'E: x\n at y' } },
      '12:30:01 POST /v1/messages 500 1.2 s api_error: internal error\nE: x\n at y\n',
    ],
    ['left before an answer', { ...line, status: undefined, aborted: true }, '12:30:01 POST /v1/messages left 1.2 s\n'],
  ])('%s', (_name, fields, expected) => {
    expect(toRequestLine(fields, false)).toBe(expected);
  });

  it('is coloured where it may be', () => {
    const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;
    const coloured = toRequestLine({ ...line, ...route }, true);
    expect(coloured).toContain(green('openai/gpt-4.1'));
    expect(coloured).toContain(green('200'));
  });

  it('is none of anything else', () => {
    expect(toRequestLine({ time, msg: 'listening' }, false)).toBeUndefined();
  });
});
