import type { Preset } from '../preset.types.js';

export const lmstudio: Preset = {
  name: 'lmstudio',
  title: 'LM Studio',
  chat: 'http://localhost:1234/v1',
  anthropic: 'http://localhost:1234',
  speaks: 'chat',
  because: 'its Anthropic API fails on images, and answers a count without a figure',
  facts: [
    { what: 'Images end in a 500.', source: 'lmstudio-bug-tracker#1755, #2055', date: '2026-06-15' },
    {
      sets: { toolChoice: 'words' },
      what: 'A choice that is an object is refused.',
      source: 'lmstudio-bug-tracker#670; oh-my-pi#6925',
      date: '2026-07-28',
    },
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning_content', thinkTags: 'auto' },
      source: 'lmstudio.ai, docs/openai-compatibility',
      date: '2026-11',
    },
    { what: 'Images are taken as data URLs only.', source: 'lmstudio-bug-tracker#1755', date: '2026-04' },
  ],
};
