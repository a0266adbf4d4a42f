import { expect, it } from '@jest/globals';
import { renameVariables } from './rename-variables.js';

const naming = { name: 'eu', variableOf: (own: string) => (own === 'ACME_KEY' ? 'UPSTREAM_EU_KEY' : own) };

it.each([
  ['check ACME_KEY', 'check UPSTREAM_EU_KEY'],
  [
    'check (ACME_KEY), and that ACME_KEY_2 is other than XACME_KEY',
    'check (UPSTREAM_EU_KEY), and that ACME_KEY_2 is other than XACME_KEY',
  ],
  ['check BIG_MODEL or the ACME account', 'check BIG_MODEL or the ACME account'],
])('%s', (text, expected) => {
  expect(renameVariables(text, naming)).toBe(expected);
  expect(renameVariables(text, undefined)).toBe(text);
});
