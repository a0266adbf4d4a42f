import type { Preset } from '../preset.types.js';

export const ollama: Preset = {
  name: 'ollama',
  title: 'Ollama',
  chat: 'http://localhost:11434/v1',
  anthropic: 'http://localhost:11434',
  speaks: 'chat',
  because: 'its Anthropic API knows no `tool_choice`, counts, documents or errors within a stream',
  facts: [
    {
      what: 'What the Anthropic API lacks.',
      source: 'ollama/ollama, docs/api/anthropic-compatibility.mdx',
      date: '2026-08-21',
    },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning', thinkTags: 'auto' },
      source: 'ollama/ollama, openai/openai.go',
      date: '2026-08-21',
    },
    {
      sets: { maxTokensField: 'max_tokens' },
      what: 'Another name of the limit is ignored.',
      source: 'ollama/ollama, openai/openai.go',
      date: '2026-08-21',
    },
    {
      what: 'A prompt over the context is cut at its front without an error: set the context of the model.',
      source: 'ollama/ollama, server/prompt.go',
      date: '2026-08-21',
    },
  ],
};
