import { describe, expect, it } from '@jest/globals';
import type { ChangeCode } from '../changes.js';
import { internSchema } from './intern-schema.js';
import { rememberBySchema } from './remember-by-schema.js';

const TEXT = '{"type":"object","properties":{"__proto__":{"type":"string"}}}';
const schema = (): Record<string, unknown> => JSON.parse(TEXT) as Record<string, unknown>;

describe('schemas of one text', () => {
  it('are one object, and those of another are not', () => {
    const first = internSchema(schema());
    expect(internSchema(schema())).toBe(first);
    expect(JSON.stringify(first)).toBe(TEXT);
    expect(internSchema({ properties: {}, type: 'object' })).not.toBe(internSchema({ type: 'object', properties: {} }));
  });

  it('are forgotten when there are too many, the oldest first', () => {
    const first = internSchema(schema());
    for (let i = 0; i < 5; i++) internSchema({ description: String(i).repeat(1_000_000) });
    expect(internSchema(schema())).not.toBe(first);
  });

  it('are worked on once, and their changes are noted each time', () => {
    let runs = 0;
    const step = rememberBySchema((given, changes) => {
      changes.add('schema-constraint-dropped');
      return { ...given, run: ++runs };
    });
    const changes = [new Set<ChangeCode>(), new Set<ChangeCode>()];
    const results = changes.map((each) => step(internSchema(schema()), each));
    expect(results[0]).toBe(results[1]);
    expect(changes.map((each) => [...each])).toEqual([['schema-constraint-dropped'], ['schema-constraint-dropped']]);
    expect(step(schema(), new Set())).not.toBe(results[0]);
  });
});
