export * from './anthropic.plugin.js';
export * from './passthrough-endpoint.types.js';
export * from './passthrough.provider.js';
