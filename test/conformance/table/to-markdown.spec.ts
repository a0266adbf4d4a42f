import { describe, expect, it } from '@jest/globals';
import type { Row } from '../row.types.js';
import type { Cell } from './cell.types.js';
import { toMarkdown } from './to-markdown.js';

const rows = [
  { name: 'one', title: 'First `a|b`', client: 'claude-code' },
  { name: 'two', title: 'Second', client: 'claude-code' },
] as Row[];
const cell = (row: string, wire: string, rest: Partial<Cell>): Cell => ({
  row,
  wire,
  verdict: 'pass',
  codes: [],
  why: [],
  seconds: 1,
  ...rest,
});

describe('toMarkdown', () => {
  it('shows verdicts, with notes for what they have to say', () => {
    const cells = [
      cell('one', 'chat', {}),
      cell('one', 'gemini', { verdict: 'degraded', codes: ['a-code', 'b-code'] }),
      cell('two', 'chat', { verdict: 'fail', why: ['it is\n\nbroken'] }),
      cell('two', 'gemini', { verdict: 'degraded', codes: ['a-code', 'b-code'] }),
    ];
    const text = toMarkdown(
      { rows, wires: ['chat', 'gemini', 'vertex'], presets: [], cells },
      { 'claude-code': '2.1.330' },
    );
    expect(text.split('\n')).toEqual([
      '## Claude Code 2.1.330',
      '',
      '|  | chat | gemini | vertex |',
      '| --- | --- | --- | --- |',
      '| First `a\\|b` | pass | degraded [1] | – |',
      '| Second | **fail** [2] | degraded [1] | – |',
      '',
      '- [1] `a-code`, `b-code`',
      '- [2] it is broken',
    ]);
  });

  it('shows presets beneath each other, with the rows that are about them', () => {
    const loop = { ...rows[0]!, title: 'Loop', presets: true };
    const cells = [cell('one', 'groq', {}), cell('one', 'vllm', { verdict: 'fail', why: ['broken'] })];
    const text = toMarkdown({ rows: [loop, rows[1]!], wires: [], presets: ['groq', 'vllm'], cells }, {});
    expect(text.split('\n')).toEqual([
      '## Claude Code over presets',
      '',
      '| preset | Loop |',
      '| --- | --- |',
      '| `groq` | pass |',
      '| `vllm` | **fail** [1] |',
      '',
      '- [1] broken',
    ]);
  });
});
