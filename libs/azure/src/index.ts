export { AzurePlugin } from './azure.plugin.js';
export { AzureSettings } from './azure.settings.js';
