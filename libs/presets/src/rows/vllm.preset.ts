import type { Preset } from '../preset.types.js';

export const vllm: Preset = {
  name: 'vllm',
  title: 'vLLM',
  chat: 'http://localhost:8000/v1',
  anthropic: 'http://localhost:8000',
  speaks: 'chat',
  because:
    'its Anthropic API moves system messages to the front, which spoils the cache of each turn, and drops ' +
    'redacted thinking',
  facts: [
    { what: 'System messages are merged into the first one.', source: 'PyPI vllm 0.33.0', date: '2026-11' },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning' },
      what: 'Named `reasoning` since 2025-12; before, and still in requests, `reasoning_content`.',
      source: 'PyPI vllm 0.33.0',
      date: '2026-11',
    },
    { sets: { thinkTags: 'auto', parallelToolCalls: 'true' }, source: 'PyPI vllm 0.33.0', date: '2026-11' },
    { what: 'Templates differ: refusals are learnt.', source: 'vllm-project/vllm#41114', date: '2026-11' },
  ],
};
