import type { Preset } from './preset.types.js';
import { deepseek } from './rows/deepseek.preset.js';
import { fireworks } from './rows/fireworks.preset.js';
import { groq } from './rows/groq.preset.js';
import { llamacpp } from './rows/llamacpp.preset.js';
import { lmstudio } from './rows/lmstudio.preset.js';
import { minimax } from './rows/minimax.preset.js';
import { mistral } from './rows/mistral.preset.js';
import { moonshot } from './rows/moonshot.preset.js';
import { ollama } from './rows/ollama.preset.js';
import { openrouter } from './rows/openrouter.preset.js';
import { qwen } from './rows/qwen.preset.js';
import { sglang } from './rows/sglang.preset.js';
import { together } from './rows/together.preset.js';
import { vllm } from './rows/vllm.preset.js';
import { xai } from './rows/xai.preset.js';
import { zhipu } from './rows/zhipu.preset.js';
import { type ServerTraits, UNKNOWN_SERVER } from './switches.js';

/** Every vendor and engine that is known: hosted services first. */
export const PRESETS: readonly Preset[] = [
  deepseek,
  moonshot,
  zhipu,
  minimax,
  qwen,
  mistral,
  xai,
  groq,
  together,
  fireworks,
  openrouter,
  vllm,
  sglang,
  llamacpp,
  lmstudio,
  ollama,
];

/** The row of this name; else, where that is `auto`, the one whose API is at the host of this URL. */
export function findPreset(name: string, url: string | undefined): Preset | undefined {
  if (name !== 'auto') return PRESETS.find((preset) => preset.name === name);
  const host = URL.parse(url ?? '')?.hostname;
  // An engine at this machine is not known by its host.
  return PRESETS.find(({ keyVariable, chat }) => keyVariable !== undefined && new URL(chat).hostname === host);
}

/** The switches of a row, over what is assumed of an unknown server. */
export function traitsOf(preset: Preset | undefined): ServerTraits {
  return Object.assign({}, UNKNOWN_SERVER, ...(preset?.facts ?? []).map(({ sets }) => sets)) as ServerTraits;
}
