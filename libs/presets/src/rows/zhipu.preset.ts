import type { Preset } from '../preset.types.js';

export const zhipu: Preset = {
  name: 'zhipu',
  title: 'Zhipu (Z.ai, GLM)',
  keyVariable: 'ZAI_API_KEY',
  chat: 'https://api.z.ai/api/paas/v4',
  anthropic: 'https://api.z.ai/api/anthropic',
  speaks: 'anthropic',
  because: "the vendor's documented way for Claude Code: takes system messages between turns, keeps reasoning",
  facts: [
    {
      what: 'Anthropic API: system messages between turns are taken.',
      source: 'deepseek-ai/awesome-deepseek-integration#639',
      date: '2026-05-29',
    },
    {
      sets: { reasoningEcho: 'calls', reasoningField: 'reasoning_content' },
      source: 'docs.z.ai, guides/capabilities/thinking-mode',
      date: '2026-10',
    },
    { sets: { toolChoice: 'auto' }, source: 'npm zhipu-ai-provider 0.2.2', date: '2026-11' },
    { sets: { maxTokensField: 'max_tokens' }, source: 'docs.z.ai; sst/opencode#2557', date: '2026-10' },
  ],
};
