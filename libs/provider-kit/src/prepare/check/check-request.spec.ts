import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@gateway/protocol';
import { checkRequest } from './check-request.js';

const user = (content: unknown): JsonObject => ({ messages: [{ role: 'user', content }] });
const block = (type: string): string => `{"type":"${type}"}`;

describe('checkRequest', () => {
  describe.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a block called %s', (type) => {
    it.each([
      ['in a message', [JSON.parse(block(type))], 'messages.0.content.0'],
      [
        'in a result',
        [{ type: 'tool_result', tool_use_id: 'a', content: [JSON.parse(block(type))] }],
        'messages.0.content.0.tool_result.content.0',
      ],
      [
        'in a document',
        [{ type: 'document', source: { type: 'content', content: [JSON.parse(block(type))] } }],
        'messages.0.content.0.document.source.content.content.0',
      ],
    ])('%s is refused by its place', (_, content, path) => {
      expect(() => checkRequest(user(content), true)).toThrow(`${path}: unsupported content block "${type}"`);
    });
  });

  it.each([
    ['context_management.edits.0', { context_management: { edits: [null] } }],
    ['context_management.edits', { context_management: { edits: 5 } }],
    ['context_management', { context_management: [] }],
    [
      'tools.0.blocked_domains.0',
      { tools: [{ type: 'web_search_20250305', name: 'web_search', blocked_domains: [5] }] },
    ],
    [
      'tools.0.allowed_domains.0',
      { tools: [{ type: 'web_search_20250305', name: 'web_search', allowed_domains: [{}] }] },
    ],
    ['tools.0.user_location', { tools: [{ type: 'web_search_20250305', name: 'web_search', user_location: 'x' }] }],
  ])('names %s', (path, fields) => {
    expect(() => checkRequest({ ...user('hi'), ...fields }, true)).toThrow(`${path}: Input should be a valid`);
  });
});
