import type { Preset } from '../preset.types.js';

export const minimax: Preset = {
  name: 'minimax',
  title: 'MiniMax',
  keyVariable: 'MINIMAX_API_KEY',
  chat: 'https://api.minimax.io/v1',
  anthropic: 'https://api.minimax.io/anthropic',
  speaks: 'chat',
  because:
    'its Anthropic API refuses images and the system messages that Claude Code sends between turns, which are ' +
    'handed on as they are; over Chat the gateway wraps them',
  facts: [
    {
      sets: { midSystem: 'user' },
      what: 'Both of its APIs refuse system messages between turns.',
      source: 'MiniMax-AI/MiniMax-M2.7#43; CodexPlusPlus#267',
      date: '2026-05-29',
    },
    {
      sets: { thinkTags: 'auto', reasoningEcho: 'known', reasoningField: 'think-tags' },
      what: 'Reasoning stands in the text, and the whole message is wanted back.',
      source: 'platform.minimax.io, api-reference/text-anthropic-api; npm vercel-minimax-ai-provider 0.0.2',
      date: '2026-11',
    },
    { sets: { maxTokensField: 'max_completion_tokens' }, source: 'agentscope docs', date: '2026-11' },
    {
      what: 'Arguments of calls in the history must be valid JSON.',
      source: 'MiniMax-AI/MiniMax-M2#76',
      date: '2026-11',
    },
  ],
};
