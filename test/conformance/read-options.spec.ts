import { describe, expect, it } from '@jest/globals';
import { readOptions, USAGE } from './read-options.js';
import { ROWS } from './rows/rows.js';

const namesOf = (...args: string[]): string[] => readOptions(args).rows.map((row) => row.name);

describe('readOptions', () => {
  it('runs everything by default', () => {
    expect(readOptions([])).toMatchObject({
      client: undefined,
      wires: undefined,
      jobs: 2,
      live: false,
      complete: true,
    });
    expect(namesOf()).toEqual(ROWS.map((row) => row.name));
  });

  it.each<[string[], Partial<ReturnType<typeof readOptions>>]>([
    [['--client', '2.1.330'], { client: '2.1.330', complete: true }],
    [['--wires', 'gemini,vertex'], { wires: ['gemini', 'vertex'], complete: false }],
    [['--rows', 'plain-turn'], { complete: false }],
    [['--live', '--jobs', '1', '--json', 'x.json'], { live: true, jobs: 1, json: 'x.json' }],
  ])('reads %j', (args, options) => {
    expect(readOptions(args)).toMatchObject(options);
  });

  it('selects rows as the tests of the original did', () => {
    expect(namesOf('--simple')).toEqual(expect.arrayContaining(['plain-turn', 'sdk-talk-whole']));
    expect(namesOf('--simple')).not.toContain('file-tools');
    expect(namesOf('--tools')).toContain('file-tools');
    expect(namesOf('--tools')).not.toContain('plain-turn');
    expect(namesOf('--streaming-only')).not.toContain('sdk-talk-whole');
    expect(namesOf('--no-streaming', '--tools')).toEqual(expect.arrayContaining(['sdk-tools-whole']));
    expect(namesOf('--no-streaming', '--tools')).not.toContain('sdk-tools-streamed');
  });

  it.each([
    [['--rows', 'nobody'], /no such row: nobody/],
    [['--jobs', '0'], /--jobs/],
    [['--unknown'], /unknown/],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('names every row in its help', () => {
    for (const { name } of ROWS) expect(USAGE).toContain(name);
  });
});
