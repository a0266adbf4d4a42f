import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../../kit/process/built-gateway.js';
import { ROUTES } from '../../kit/harness/wires.js';
import { ROWS } from '../rows/rows.js';
import { FAULTS } from './faults.js';

describe('faults to plant', () => {
  it.each(FAULTS)('$name can be planted, and there is a cell to find it', ({ file, code, instead, row, wire }) => {
    expect(readFileSync(join(DIST, file), 'utf8').split(code)).toHaveLength(2);
    expect(instead).not.toBe(code);
    expect(ROWS.some(({ name }) => name === row)).toBe(true);
    expect(ROUTES.some(({ name }) => name === wire)).toBe(true);
  });
});
