export { VertexTokenSource, type TokenSourceOptions } from './vertex-token.source.js';
export { VertexEndpoint, type VertexEndpointOptions } from './vertex.endpoint.js';
export { VertexPlugin } from './vertex.plugin.js';
export { VertexSettings } from './vertex.settings.js';
