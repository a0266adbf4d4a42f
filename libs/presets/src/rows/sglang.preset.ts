import type { Preset } from '../preset.types.js';

export const sglang: Preset = {
  name: 'sglang',
  title: 'SGLang',
  chat: 'http://localhost:30000/v1',
  anthropic: 'http://localhost:30000',
  speaks: 'chat',
  because: 'its Anthropic API merges system messages, and refuses redacted thinking',
  facts: [
    { what: 'Redacted thinking is refused.', source: 'PyPI sglang 0.5.23', date: '2026-11' },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning_content', thinkTags: 'auto' },
      source: 'PyPI sglang 0.5.23',
      date: '2026-11',
    },
    { sets: { parallelToolCalls: 'true' }, source: 'PyPI sglang 0.5.23', date: '2026-11' },
  ],
};
