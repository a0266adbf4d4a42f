import { describe, expect, it } from '@jest/globals';
import { toRecord } from '../../../../test/kit/material/to-record.js';
import { Sessions } from './sessions.js';

describe('Sessions', () => {
  it('sums a session: its costs, models, pools and moves', () => {
    const sessions = new Sessions();
    const move = { from: 'p/m', to: 'p/n', reason: 'limit' } as const;
    sessions.add(toRecord({ session: 's', at: 1, pool: 'large', cached: 3 }));
    sessions.add(toRecord({ session: 's', at: 2, pool: 'large', model: 'n', move, token: 'ada', group: 'g' }));
    sessions.add(toRecord({ session: 's', at: 3, outcome: 'api_error', cost: undefined, token: 'ada', group: 'g' }));
    sessions.add(toRecord({ session: undefined }));
    expect(sessions.rows).toMatchObject([
      {
        name: 's',
        token: 'ada',
        group: 'g',
        first_at: 1,
        last_at: 3,
        requests: 3,
        failed: 1,
        cost: 2,
        cached: 3,
        models: { 'p/m': 2, 'p/n': 1 },
        pools: ['large'],
        moves: [{ ...move, at: 2 }],
        moved: 1,
      },
    ]);
  });

  it('does not grow with what clients send', () => {
    const sessions = new Sessions();
    const move = { from: 'p/m', to: 'p/n', reason: 'fault' } as const;
    for (let i = 0; i < 1000; i++) {
      sessions.add(toRecord({ session: `s-${i}`, at: i }));
      sessions.add(toRecord({ session: 'always', model: `m-${i}`, at: i, move }));
    }
    expect(sessions.rows).toHaveLength(100);
    const [always] = sessions.rows;
    expect([always?.name, always?.requests, always?.moved]).toEqual(['always', 1000, 1000]);
    expect(Object.keys(always?.models ?? {})).toHaveLength(12);
    expect(always?.moves).toHaveLength(10);
  });

  it('takes names of models as they are', () => {
    const sessions = new Sessions();
    for (const model of ['__proto__', 'constructor']) sessions.add(toRecord({ session: 's', provider: '', model }));
    expect(JSON.parse(JSON.stringify(sessions.rows))).toMatchObject([
      { models: { '/__proto__': 1, '/constructor': 1 } },
    ]);
  });
});
