import type { Preset } from '../preset.types.js';

export const qwen: Preset = {
  name: 'qwen',
  title: 'Qwen (DashScope)',
  keyVariable: 'DASHSCOPE_API_KEY',
  chat: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  anthropic: 'https://dashscope-intl.aliyuncs.com/apps/anthropic',
  speaks: 'chat',
  because: 'its Anthropic API refused system messages between turns in 2026-05, and a correction is not confirmed',
  facts: [
    {
      sets: { stream: 'always' },
      what: 'Thinking is only streamed: enable_thinking must be set to false for non-streaming calls.',
      source: 'help.aliyun.com, model-studio/deep-thinking; npm @ai-sdk/alibaba 1.0.61',
      date: '2026-11',
    },
    {
      what: 'Anthropic API: system messages between turns are refused.',
      source: 'QwenLM/Qwen#2244',
      date: '2026-05-29',
    },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning_content' },
      what: 'Read by models with `preserve_thinking`, ignored by others.',
      source: 'npm @ai-sdk/alibaba 1.0.61',
      date: '2026-11',
    },
    { sets: { streamUsage: 'true' }, source: 'help.aliyun.com, model-studio', date: '2026-11' },
    {
      what: 'In thinking mode a forced choice is refused, which is learnt.',
      source: 'cloudwego/eino#994; agentscope#1608',
      date: '2026-09-07',
    },
  ],
};
