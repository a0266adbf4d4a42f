import { requireNode } from './process/require-node.js';

requireNode();
// Only now: what the gateway is built of does not even load in an older Node.
const { start } = await import('./process/start.js');
await start();
