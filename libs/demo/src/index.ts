export { DemoPlugin } from './demo.plugin.js';
