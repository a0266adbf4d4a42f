import { styleText } from 'node:util';
import { type Pool, toMemberId, toPoolName } from '../routing/pools/pool.types.js';
import { toColumns } from './to-columns.js';

/** The members of the pools, with their level and their share of its sessions; nothing where there is no pool. */
export function toPoolTable(pools: readonly Pool[]): string {
  if (pools.length === 0) return '';
  const head = ['POOL', 'LEVEL', 'SHARE', 'MEMBER'].map((title) => styleText('bold', title));
  const rows = pools.flatMap((pool) =>
    pool.levels.flatMap((level, i) => {
      const sum = level.reduce((total, { weight }) => total + weight, 0);
      return level.map((member) => [
        toPoolName(pool),
        String(i + 1),
        `${Math.round((100 * member.weight) / sum)} %`,
        toMemberId(member),
      ]);
    }),
  );
  return `\n${toColumns([head, ...rows])}`;
}
