import type { Preset } from '../preset.types.js';

export const groq: Preset = {
  name: 'groq',
  title: 'Groq',
  keyVariable: 'GROQ_API_KEY',
  chat: 'https://api.groq.com/openai/v1',
  speaks: 'chat',
  because: 'the only one it has',
  facts: [
    {
      sets: { reasoningEcho: 'never' },
      what: 'Unknown fields are refused, reasoning in a history too.',
      source: 'janhq/jan#8136; freellmapi#1070',
      date: '2026-08-30',
    },
    { sets: { maxTokensField: 'max_completion_tokens' }, source: 'free-claude-code#955', date: '2026-07-02' },
    {
      what: 'A request counts with its answer limit toward the tokens of a minute: 413 where it can never fit.',
      source: 'continuedev/continue#10218; koassistant#106',
      date: '2026-09-03',
    },
    { sets: { parallelToolCalls: 'true' }, source: 'console.groq.com, docs/openai', date: '2026-11' },
  ],
};
