import type { Preset } from '../preset.types.js';

export const llamacpp: Preset = {
  name: 'llamacpp',
  title: 'llama.cpp',
  chat: 'http://localhost:8080/v1',
  anthropic: 'http://localhost:8080',
  speaks: 'chat',
  because: "its Anthropic API has errors in OpenAI's form, blocks without `input` and thinking without signatures",
  facts: [
    {
      what: "Errors of the Anthropic API have OpenAI's form.",
      source: 'PyPI xllamacpp 2026.10.11549, run',
      date: '2026-11-28',
    },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning_content', thinkTags: 'auto' },
      source: 'llama.cpp b11434',
      date: '2026-11',
    },
    {
      what: 'Templates differ: a system message between turns is refused with 400 or 500, which is learnt.',
      source: 'ggml-org/llama.cpp#20733; PyPI xllamacpp 2026.10.11549, run',
      date: '2026-11-28',
    },
    { sets: { parallelToolCalls: 'true' }, source: 'llama.cpp b11434', date: '2026-11' },
  ],
};
