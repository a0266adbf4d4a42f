import { describe, expect, it } from '@jest/globals';
import { toCommand } from './to-command.js';

describe('toCommand', () => {
  it.each([
    ['file:///home/ada/messages-gateway/dist/src/config/to-command.js', '', 'npm start'],
    ['file:///home/ada/messages-gateway/dist/src/config/to-command.js', 'doctor', 'npm start -- doctor'],
    ['file:///srv/node_modules/messages-gateway/dist/src/x.js', 'run -- claude', 'npx messages-gateway run -- claude'],
  ])('at %s: %s', (location, command, expected) => {
    expect(toCommand(command, location)).toBe(expected);
  });
});
