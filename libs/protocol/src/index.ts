export * from './api-error.js';
export { PLAIN_SIGNATURE } from './block-sequence.js';
export * from './collect-message.js';
export * from './estimate-tokens.js';
export * from './message-writer.js';
export * from './messages.types.js';
export * from './normalise-arguments.js';
export * from './stream-event.types.js';
export type * from './writer.types.js';
