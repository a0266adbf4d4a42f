export type { Preset, PresetFact } from './preset.types.js';
export { findPreset, PRESETS, traitsOf } from './presets.js';
export { toPresetsPage } from './to-presets-page.js';
export { type ServerTraits, type SwitchName, SWITCHES, UNKNOWN_SERVER } from './switches.js';
