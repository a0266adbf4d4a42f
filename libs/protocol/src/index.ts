export * from './api-error.js';
export * from './collect-message.js';
export * from './estimate-tokens.js';
export * from './message-writer.js';
export * from './messages.types.js';
export * from './normalise-arguments.js';
export * from './stream-event.types.js';
