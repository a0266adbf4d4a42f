#!/usr/bin/env node
import { requireNode } from '../process/require-node.js';

requireNode();
process.setSourceMapsEnabled(true);
// Node's warnings about its experimental features would appear in the middle of a command's output.
process.removeAllListeners('warning').on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') console.error(`${name}: ${message}`);
});
// Imported late: the gateway's dependencies do not load in an older Node.
const { createProgram, withCommand } = await import('./program.js');
await createProgram().parseAsync(withCommand(process.argv.slice(2)), { from: 'user' });
