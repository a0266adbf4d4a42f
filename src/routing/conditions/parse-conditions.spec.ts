import { describe, expect, it } from '@jest/globals';
import { type Condition } from './condition.types.js';
import { parseConditions } from './parse-conditions.js';

describe('parseConditions', () => {
  it.each<[string, string, readonly Condition[], readonly string[]]>([
    ['*', '*', [], []],
    ['*[subagent]', '*', ['subagent'], []],
    ['claude-opus-*[compaction]', 'claude-opus-*', ['compaction'], []],
    ['*[Web-Search]', '*', ['web-search'], []],
    ['*[background]', '*', ['background'], []],
    ['*[over:200k]', '*', [{ over: 200_000 }], []],
    ['*[over:1m]', '*', [{ over: 1_000_000 }], []],
    ['*[over:4096]', '*', [{ over: 4096 }], []],
    ['*[ subagent , over:50k ]', '*', ['subagent', { over: 50_000 }], []],
    ['claude-opus-4-8[1m]', 'claude-opus-4-8', [], []],
    ['*[agent]', '*', [], ['agent']],
    ['*[]', '*', [], ['']],
    ['*[over:0]', '*', [], ['over:0']],
    ['*[over:200g,subagent,main]', '*', ['subagent'], ['over:200g', 'main']],
  ])('%s', (text, name, conditions, unknown) => {
    expect(parseConditions(text)).toEqual({ name, conditions, unknown });
  });
});
