export { GeminiPlugin } from './gemini.plugin.js';
export { GeminiSettings } from './gemini.settings.js';
export { GoogleSettings } from './google.settings.js';
export { generateDialect, type GenerateOptions } from './generate/generate.dialect.js';
