import { describe, expect, it } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { addRecord, type ReportRow } from './add-records.js';
import { toReportCsv, toReportTable } from './to-report.js';
import { toSince } from './to-since.js';

const record = (more: object): string =>
  JSON.stringify({ time: '2026-11-28T12:00:00Z', person: 'ada', model: 'm', outcome: 'ok', usd: 0.5, ...more });

describe('a report', () => {
  const filter = { by: 'person', since: new Date('2026-11-01') } as const;
  const sum = (...lines: string[]): readonly ReportRow[] => {
    const rows = new Map<string, ReportRow>();
    for (const line of lines) addRecord(rows, line, filter);
    return [...rows.values()];
  };

  it('sums records by name, from a time on', () => {
    const rows = sum(
      record({ input_tokens: 2, output_tokens: 1 }),
      record({ usd: null, outcome: 'left' }),
      record({ time: '2026-10-31T23:59:59Z' }),
      record({ person: undefined }),
    );
    expect(rows).toMatchObject([
      { name: 'ada', requests: 2, failed: 1, input: 2, output: 1, usd: 0.5, unpriced: 1 },
      { name: '-', requests: 1 },
    ]);
  });

  it.each(['', 'null', '{', '{"msg":"a line of the log"}', '[]'])('skips a line that is no record: %s', (line) => {
    expect(addRecord(new Map(), line, filter)).toBe(false);
  });

  it('keeps names of clients from being formulas, columns or control characters', () => {
    const rows = sum(record({ person: '=cmd|x,"y"' }), record({ person: 'a\u001b[2Jb' }));
    expect(toReportCsv('person', rows)).toContain(`"'=cmd|x,""y""",1`);
    expect(stripVTControlCharacters(toReportTable('person', rows))).not.toContain('\u001b');
    expect(toReportTable('person', rows)).not.toContain('\u001b[2J');
  });
});

describe('toSince', () => {
  it.each([
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['30d', '2026-10-29T12:00:00.000Z'],
  ])('%s', (text, time) => {
    expect(toSince(text, Date.parse('2026-11-28T12:00:00Z')).toISOString()).toBe(time);
  });

  it('refuses other texts', () => {
    expect(() => toSince('yesterday')).toThrow('--since must be a date');
  });
});
