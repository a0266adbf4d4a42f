import type { ProviderManifest } from '@gateway/provider-kit';
import { type Candidate, toCandidate } from '../../../src/routing/registry/candidate.js';

/** A world of providers like the real one. `configured` names those that have their credentials. */
export function candidates(configured: readonly string[], vertexAnswersGemini = false): readonly Candidate[] {
  const gemini = {
    preferredAs: 'google',
    bigSmallFallback: 'openai',
    ownsModel: (model: string) => model.startsWith('gemini-'),
  };
  const geminiModels = { defaultModels: { big: 'gemini-2.5-pro', small: 'gemini-2.5-flash' } };
  const isGpt = (model: string): boolean => /^(gpt-|o\d)/.test(model);
  const manifests: readonly (Partial<ProviderManifest> & Pick<ProviderManifest, 'name'>)[] = [
    { name: 'openai', ownsModel: isGpt, defaultModels: { big: 'gpt-4.1', small: 'gpt-4.1-mini' } },
    { name: 'azure', ownsModel: isGpt },
    { name: 'gemini', ...gemini, ...geminiModels, prefixes: () => (vertexAnswersGemini ? [] : ['gemini']) },
    {
      name: 'vertex',
      ...gemini,
      ...geminiModels,
      prefixes: () => (vertexAnswersGemini ? ['vertex', 'gemini'] : ['vertex']),
    },
    { name: 'anthropic', passModelNames: true, ownsModel: (model) => model.startsWith('claude-') },
    { name: 'demo', isLastResort: true, defaultModels: { big: 'demo', small: 'demo' } },
  ];
  return manifests.map((manifest) => {
    const isConfigured = manifest.isLastResort === true || configured.includes(manifest.name);
    const missing = (): readonly string[] => (isConfigured ? [] : [`${manifest.name.toUpperCase()}_API_KEY`]);
    return toCandidate({ settings: Object, ownsModel: () => false, missing, ...manifest }, {});
  });
}
