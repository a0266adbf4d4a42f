import type { Preset } from '../preset.types.js';

export const fireworks: Preset = {
  name: 'fireworks',
  title: 'Fireworks',
  keyVariable: 'FIREWORKS_API_KEY',
  chat: 'https://api.fireworks.ai/inference/v1',
  anthropic: 'https://api.fireworks.ai/inference',
  speaks: 'chat',
  because: 'its refusals and figures are known there; the Anthropic API has documented limits',
  facts: [
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning_content' },
      what: '`reasoning_history` decides what the model sees of it.',
      source: 'npm @ai-sdk/fireworks 2.0.90',
      date: '2026-11',
    },
    { sets: { maxTokensField: 'max_tokens' }, source: 'docs.fireworks.ai', date: '2026-11' },
    {
      sets: { stream: 'always' },
      what: 'An answer that is not streamed may have 4096 tokens at most.',
      source: 'nullclaw#231',
      date: '2026-03',
    },
  ],
};
