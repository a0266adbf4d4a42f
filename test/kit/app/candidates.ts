import type { ProviderCard } from '@gateway/provider-kit';
import { type Candidate, toCandidate } from '../../../src/routing/registry/candidate.js';

/** A world of providers like the real one. `configured` names those that have their credentials. */
export function candidates(configured: readonly string[], vertexAnswersGemini = false): readonly Candidate[] {
  const gemini = { preferredAs: 'google', lendsTo: 'openai', claims: (model: string) => model.startsWith('gemini-') };
  const geminiModels = { defaultModels: { big: 'gemini-2.5-pro', small: 'gemini-2.5-flash' } };
  const isGpt = (model: string): boolean => /^(gpt-|o\d)/.test(model);
  const cards: readonly (Partial<ProviderCard> & Pick<ProviderCard, 'name'>)[] = [
    { name: 'openai', claims: isGpt, defaultModels: { big: 'gpt-4.1', small: 'gpt-4.1-mini' } },
    { name: 'azure', claims: isGpt },
    { name: 'gemini', ...gemini, ...geminiModels, prefixes: () => (vertexAnswersGemini ? [] : ['gemini']) },
    {
      name: 'vertex',
      ...gemini,
      ...geminiModels,
      prefixes: () => (vertexAnswersGemini ? ['vertex', 'gemini'] : ['vertex']),
    },
    { name: 'anthropic', keepsNames: true, claims: (model) => model.startsWith('claude-') },
    { name: 'demo', lastResort: true, defaultModels: { big: 'demo', small: 'demo' } },
  ];
  return cards.map((card) => {
    const isConfigured = card.lastResort === true || configured.includes(card.name);
    const missing = (): readonly string[] => (isConfigured ? [] : [`${card.name.toUpperCase()}_API_KEY`]);
    return toCandidate({ settings: Object, claims: () => false, missing, ...card }, {});
  });
}
