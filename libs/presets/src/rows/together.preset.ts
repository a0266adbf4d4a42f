import type { Preset } from '../preset.types.js';

export const together: Preset = {
  name: 'together',
  title: 'Together',
  keyVariable: 'TOGETHER_API_KEY',
  chat: 'https://api.together.ai/v1',
  speaks: 'chat',
  because: 'the only one it has',
  facts: [
    {
      sets: { reasoningEcho: 'known', reasoningField: 'reasoning' },
      source: 'npm together-ai 0.52.0; PyPI litellm 1.110.2',
      date: '2026-11',
    },
    { sets: { maxTokensField: 'max_tokens' }, source: 'npm @earendil-works/pi-ai 0.74.2', date: '2026-11' },
    {
      what: 'What a template refuses depends on the model, and is learnt.',
      source: 'docs.together.ai',
      date: '2026-11',
    },
  ],
};
