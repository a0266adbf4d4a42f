import { describe, expect, it } from '@jest/globals';
import { toClientHeaders, toUpstreamHeaders } from './forward-headers.js';

const ALWAYS = {
  'anthropic-version': '2023-06-01',
  'content-type': 'application/json',
  'accept-encoding': 'identity',
};

describe('toUpstreamHeaders', () => {
  it.each([
    { what: 'names a version where the client does not', headers: {}, sent: {} },
    {
      what: 'keeps the version',
      headers: { 'anthropic-version': '2026-10-21' },
      sent: { 'anthropic-version': '2026-10-21' },
    },
    {
      what: 'hands on what is open-ended',
      headers: {
        'anthropic-beta': 'a,b-2099',
        'anthropic-new': '1',
        'x-claude-code-new': '2',
        'x-stainless-os': 'Linux',
      },
      sent: { 'anthropic-beta': 'a,b-2099', 'anthropic-new': '1', 'x-claude-code-new': '2', 'x-stainless-os': 'Linux' },
    },
    {
      what: 'forwards the user',
      headers: { 'user-agent': 'claude-cli/2', 'x-app': 'cli', accept: 'application/json' },
      sent: { 'user-agent': 'claude-cli/2', 'x-app': 'cli', accept: 'application/json' },
    },
    {
      what: "keeps the checksum of a company's settings",
      headers: { 'x-claude-code-managed-settings-checksum': 'c', 'x-claude-code-managed-settings-new': '1' },
      sent: { 'x-claude-code-managed-settings-new': '1' },
    },
    {
      what: 'keeps what is of this connection',
      headers: {
        authorization: 'Bearer t',
        'x-api-key': 'k',
        cookie: 'c',
        host: 'h',
        'content-length': '1',
        'content-encoding': 'gzip',
        'transfer-encoding': 'chunked',
        te: 'trailers',
        'proxy-authorization': 'p',
        'accept-encoding': 'gzip, br',
        'x-forwarded-for': '10.0.0.1',
        'x-request-id': 'r',
      },
      sent: {},
    },
    {
      what: 'keeps what the connection names as its own',
      headers: {
        connection: 'close, Anthropic-Hop ,x-app',
        'anthropic-hop': '1',
        'x-app': 'cli',
        'anthropic-beta': 'a',
      },
      sent: { 'anthropic-beta': 'a' },
    },
  ])('$what', ({ headers, sent }) => {
    expect(toUpstreamHeaders(headers)).toEqual({ ...ALWAYS, ...sent });
  });
});

describe('toClientHeaders', () => {
  it('hands on the listed ones as they came, and no other', () => {
    const listed = {
      'anthropic-ratelimit-unified-status': 'allowed',
      'content-encoding': 'zstd',
      'content-type': 'application/json',
      'request-id': 'req_011',
      'retry-after': '12',
      'retry-after-ms': '11500',
      'x-should-retry': 'true',
    };
    const others = {
      'content-length': '2',
      'set-cookie': 'a=b',
      server: 'x',
      connection: 'anthropic-hop',
      'anthropic-hop': '1',
    };
    expect(toClientHeaders(new Headers({ ...listed, ...others }))).toEqual(listed);
  });

  it('keeps proxies from holding a stream back', () => {
    expect(toClientHeaders(new Headers({ 'content-type': 'text/event-stream; charset=utf-8' }))).toEqual({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
  });
});
