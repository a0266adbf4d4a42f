#!/usr/bin/env node
import { requireNode } from '../process/require-node.js';

requireNode();
process.setSourceMapsEnabled(true);
// Node tells of features that are still experiments in itself, in the middle of what a command shows.
process.removeAllListeners('warning').on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') console.error(`${name}: ${message}`);
});
// Only now: what the gateway is built of does not even load in an older Node.
const { createProgram } = await import('./program.js');
await createProgram().parseAsync();
