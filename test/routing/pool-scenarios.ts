import type { Scenario } from './simulate-pool.js';

const MINUTE = 60_000;
/** Three levels, seven members. */
const pool = 'ptu1/gpt*2,ptu2/gpt|eu/gpt*2,us/gpt,asia/gpt|paid1/gpt,paid2/gpt';
const span = (member: string, from: number, to: number): { member: string; from: number; to: number } => ({
  member,
  from: from * MINUTE,
  to: to * MINUTE,
});

/** The faults that a pool must survive; all sessions run for about 30 minutes. */
export const toPoolScenarios = (sessions: number): readonly Scenario[] => [
  { name: 'no fault', pool },
  { name: 'no fault, replicas in turn', pool, spreads: true },
  { name: 'ptu1 fails for 5 minutes', pool, troubles: [{ ...span('ptu1', 8, 13), kind: 'fails' }] },
  {
    name: 'first level fails for 5 minutes',
    pool,
    troubles: [
      { ...span('ptu1', 8, 13), kind: 'fails' },
      { ...span('ptu2', 8, 13), kind: 'fails' },
    ],
  },
  {
    name: 'ptu1 flaps every 2 minutes',
    pool,
    troubles: [4, 8, 12, 16, 20].map((from) => ({ ...span('ptu1', from, from + 2), kind: 'fails' })),
  },
  {
    name: 'ptu1 at 60 % of the need',
    pool,
    troubles: [{ ...span('ptu1', 5, 25), kind: 'limit', perMinute: 0.6 * sessions }],
  },
  { name: 'rolling restart', pool, restartsAt: 10 },
  {
    name: 'rolling restart while ptu1 fails',
    pool,
    restartsAt: 9,
    troubles: [{ ...span('ptu1', 8, 13), kind: 'fails' }],
  },
  { name: 'a member is added', pool, restartsAt: 10, poolAfter: pool.replace('ptu2/gpt', 'ptu2/gpt,ptu3/gpt') },
];
