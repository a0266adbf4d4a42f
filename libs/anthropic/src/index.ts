export * from './anthropic.plugin.js';
export * from './forwarding.types.js';
export * from './passthrough-endpoint.types.js';
export * from './passthrough.provider.js';
export { ANY } from './splice/remove-nested.js';
