import type { Preset } from '../preset.types.js';

export const xai: Preset = {
  name: 'xai',
  title: 'xAI (Grok)',
  keyVariable: 'XAI_API_KEY',
  chat: 'https://api.x.ai/v1',
  speaks: 'chat',
  because: 'its Anthropic API is deprecated; `UPSTREAM_<NAME>_API=responses` keeps reasoning over a tool loop',
  facts: [
    { what: 'The Anthropic API is deprecated.', source: 'docs.x.ai, legacy', date: '2026-11' },
    {
      sets: { stop: 'false' },
      what: 'Reasoning models refuse `stop`.',
      source: 'opencodex#5278',
      date: '2026-09-20',
    },
    { sets: { maxTokensField: 'max_completion_tokens' }, source: 'npm @ai-sdk/xai 3.0.138', date: '2026-11' },
    {
      sets: { reasoningEcho: 'never' },
      what: 'Chat gives no reasoning.',
      source: 'docs.x.ai, comparison',
      date: '2026-11',
    },
  ],
};
