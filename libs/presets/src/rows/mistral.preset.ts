import type { Preset } from '../preset.types.js';

export const mistral: Preset = {
  name: 'mistral',
  title: 'Mistral',
  keyVariable: 'MISTRAL_API_KEY',
  chat: 'https://api.mistral.ai/v1',
  speaks: 'chat',
  because: 'the only one it has',
  facts: [
    {
      sets: { midSystem: 'user' },
      what: "Refused: Unexpected role 'system' after role 'assistant'.",
      source: 'swarmauri#162',
      date: '2024-08',
    },
    { sets: { toolIds: 'nine' }, source: 'sst/opencode#1680; ironclaw#1241', date: '2026-03-16' },
    {
      sets: { userAfterTool: 'false' },
      what: "Refused: Unexpected role 'user' after role 'tool' (3230).",
      source: 'datapizza-ai#98; hermes-agent#20154',
      date: '2026-05',
    },
    {
      sets: { reasoningEcho: 'never', thinkTags: 'off' },
      what: 'Reasoning comes as parts of the content; `reasoning_content` in a history is refused.',
      source: 'charmbracelet/crush#1590; npm @ai-sdk/mistral 3.0.69',
      date: '2025-12',
    },
    {
      sets: { streamUsage: 'false' },
      what: 'Usage always comes with the last chunk; `stream_options` was refused.',
      source: 'anon-kode#53; npm @ai-sdk/mistral 3.0.69',
      date: '2025-03',
    },
    { sets: { maxTokensField: 'max_tokens', parallelToolCalls: 'true' }, source: 'docs.mistral.ai', date: '2026-11' },
  ],
};
