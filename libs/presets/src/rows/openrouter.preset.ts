import type { Preset } from '../preset.types.js';

export const openrouter: Preset = {
  name: 'openrouter',
  title: 'OpenRouter',
  keyVariable: 'OPENROUTER_API_KEY',
  chat: 'https://openrouter.ai/api/v1',
  anthropic: 'https://openrouter.ai/api',
  speaks: 'chat',
  because: '`reasoning_details` is the documented state of all models; the Anthropic API is meant for `anthropic/*`',
  facts: [
    {
      sets: { reasoningEcho: 'never' },
      what: 'State comes back in `reasoning_details`, and not as text.',
      source: 'npm @openrouter/ai-sdk-provider 2.10.0',
      date: '2026-11',
    },
    {
      what: "The upstream's own error stands in `error.metadata.raw`.",
      source: 'gpt_mobile#284; openrouter.ai, docs/errors',
      date: '2026-06',
    },
    { sets: { parallelToolCalls: 'true' }, source: 'openrouter.ai, docs/parameters', date: '2026-11' },
  ],
};
