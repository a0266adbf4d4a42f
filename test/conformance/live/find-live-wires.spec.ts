import { describe, expect, it } from '@jest/globals';
import { findLiveWires, tellNeeds } from './find-live-wires.js';

const namesOf = (environment: Record<string, string>): string[] =>
  findLiveWires(environment).map(({ route }) => route.name);

describe('findLiveWires', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, []],
    ['an empty key', { OPENAI_API_KEY: '' }, []],
    ['a key of OpenAI', { OPENAI_API_KEY: 'sk-1' }, ['openai-chat', 'openai-responses']],
    ['a key of Google and one of Anthropic', { GEMINI_API_KEY: 'g', ANTHROPIC_API_KEY: 'a' }, ['gemini', 'anthropic']],
    ['Azure without a deployment', { AZURE_OPENAI_ENDPOINT: 'https://a', AZURE_OPENAI_API_KEY: 'k' }, []],
    [
      'Azure with one',
      { AZURE_OPENAI_ENDPOINT: 'https://a', AZURE_OPENAI_API_KEY: 'k', LIVE_MODELS: 'azure-chat=mine' },
      ['azure-chat'],
    ],
    ['half of Vertex', { VERTEX_PROJECT: 'p' }, []],
  ])('finds in %s the wires that it opens', (...[, environment, wires]) => {
    expect(namesOf(environment)).toEqual(wires);
  });

  it('hands on what the provider needs, and nothing of the client', () => {
    const [chat] = findLiveWires({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'https://proxy/v1',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      ANTHROPIC_AUTH_TOKEN: 'secret',
      PATH: '/bin',
      LIVE_MODELS: 'openai-chat=gpt-5',
    });
    expect(chat?.settings).toEqual({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'https://proxy/v1',
      PREFERRED_PROVIDER: 'openai',
      OPENAI_API: 'chat',
      BIG_MODEL: 'gpt-5',
      SMALL_MODEL: 'gpt-5',
    });
  });

  it('lists the keys that are missing', () => {
    for (const name of ['OPENAI_API_KEY', 'GEMINI_API_KEY', 'VERTEX_PROJECT', 'AZURE_OPENAI_ENDPOINT'])
      expect(tellNeeds()).toContain(name);
  });
});
