import type { Preset } from '../preset.types.js';

export const deepseek: Preset = {
  name: 'deepseek',
  title: 'DeepSeek',
  keyVariable: 'DEEPSEEK_API_KEY',
  chat: 'https://api.deepseek.com',
  anthropic: 'https://api.deepseek.com/anthropic',
  speaks: 'anthropic',
  because: "the vendor's documented way for Claude Code: thinking blocks, effort and tool ids need no translation",
  facts: [
    {
      what: 'Anthropic API: system messages between turns are taken since 2026-05-31.',
      source: 'deepseek-ai/awesome-deepseek-integration#639',
      date: '2026-05-31',
    },
    {
      sets: { reasoningEcho: 'always', reasoningField: 'reasoning_content' },
      what: 'In thinking mode a history with tool calls is refused without its reasoning.',
      source: 'api-docs.deepseek.com, guides/thinking_mode; earendil-works/pi#3636',
      date: '2026-10',
    },
    {
      sets: { toolChoice: 'auto' },
      what: 'Thinking, which is on by default, refuses a forced choice.',
      source: 'deepseek-ai/DeepSeek-V3#1376',
      date: '2026-05-30',
    },
    { sets: { joinTextParts: 'true' }, source: 'chatboxai/chatbox#1740', date: '2025-01' },
    { sets: { maxTokensField: 'max_tokens' }, source: 'mnfst/llm-gateway#1177', date: '2026-03-17' },
  ],
};
