export { AcmePlugin } from './acme.plugin.js';
