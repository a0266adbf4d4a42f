export { ClaudePlugin } from './claude.plugin.js';
export { VertexPlugin } from './vertex.plugin.js';
export { VertexSettings } from './vertex.settings.js';
