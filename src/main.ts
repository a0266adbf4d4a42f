import { requireNode } from './process/require-node.js';

requireNode();
// Imported late: the gateway's dependencies do not load in an older Node.
const { start } = await import('./process/start.js');
await start();
