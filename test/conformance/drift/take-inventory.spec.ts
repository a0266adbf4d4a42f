import { describe, expect, it } from '@jest/globals';
import { findNew, listDrift, mergeInventories } from './compare-inventories.js';
import { takeInventory } from './take-inventory.js';

const request = {
  headers: { 'anthropic-beta': 'b-1, a-1', 'x-app': 'cli' },
  body: {
    model: 'claude',
    messages: [
      { role: 'user', content: 'plain' },
      { role: 'assistant', content: [{ type: 'tool_use', id: '1', name: 'Read', input: { file_path: '/secret' } }] },
      {
        role: 'user',
        content: [{ type: 'tool_result', content: [{ type: 'image', source: { type: 'base64', data: '' } }] }],
      },
    ],
    tools: [
      { name: 'Read', input_schema: { type: 'object', properties: {} } },
      { type: 'web_search_20250305', name: 'web_search' },
    ],
  },
};

describe('takeInventory', () => {
  const inventory = takeInventory([request, request]);

  it('lists names, each once', () => {
    expect(inventory.headers).toEqual(['anthropic-beta', 'x-app']);
    expect(inventory.betas).toEqual(['a-1', 'b-1']);
    expect(inventory.blocks).toEqual(['image', 'tool_result', 'tool_use']);
    expect(inventory.tools).toEqual(['Read', 'web_search_20250305']);
  });

  it('keeps fields of different variants apart', () => {
    expect(inventory.fields).toEqual(
      expect.arrayContaining([
        'messages[].role',
        'messages[].content[tool_use].input',
        'messages[].content[tool_result].content[image].source[base64].data',
        'tools[].input_schema',
        'tools[web_search_20250305].name',
      ]),
    );
  });

  it('looks at nothing that only the tools themselves know', () => {
    expect(inventory.fields.join()).not.toMatch(/file_path|properties/);
  });

  it('finds nothing in what is no object', () => {
    expect(takeInventory([{ headers: {}, body: undefined }])).toEqual({
      headers: [],
      betas: [],
      fields: [],
      blocks: [],
      tools: [],
    });
  });
});

describe('what is new', () => {
  const known = takeInventory([request]);
  const changed = { ...request, headers: { 'anthropic-beta': 'a-1,c-1', 'x-new': '1' }, body: { speed: 'fast' } };

  it('is listed, and what is gone is not', () => {
    expect(listDrift(findNew(known, takeInventory([changed])))).toEqual([
      'headers: `x-new`',
      'betas: `c-1`',
      'fields: `speed`',
    ]);
  });

  it('is nothing once it is known', () => {
    const seen = takeInventory([changed]);
    expect(listDrift(findNew(mergeInventories(known, seen), seen))).toEqual([]);
  });
});
