import type { Preset } from '../preset.types.js';

export const moonshot: Preset = {
  name: 'moonshot',
  title: 'Moonshot (Kimi)',
  keyVariable: 'MOONSHOT_API_KEY',
  chat: 'https://api.moonshot.ai/v1',
  anthropic: 'https://api.moonshot.ai/anthropic',
  speaks: 'anthropic',
  because: "the vendor's documented way for Claude Code: thinking blocks come back without translation",
  facts: [
    {
      sets: { reasoningEcho: 'calls', reasoningField: 'reasoning_content' },
      what: 'Messages with tool calls are refused without their reasoning; a blank is taken.',
      source: 'bytedance/deer-flow#3043; opencode#10996',
      date: '2026-05-19',
    },
    {
      sets: { toolChoice: 'auto' },
      what: 'Thinking refuses a forced choice.',
      source: 'AstrBot#7805',
      date: '2026-04-25',
    },
    {
      sets: { sampling: 'false' },
      what: 'One temperature a model; any other is refused.',
      source: 'kimi-code#686',
      date: '2026-06-12',
    },
    { what: 'Images are taken as data URLs only.', source: 'common knowledge, not verified', date: '2026-11' },
  ],
};
