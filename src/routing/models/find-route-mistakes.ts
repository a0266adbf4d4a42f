import type { RoutingSettings } from '../routing.settings.js';
import { type Candidate, isConfigured } from '../registry/candidate.js';
import { REQUEST_KINDS } from '../conditions/condition.types.js';
import { findPreferred, splitList, splitPrefix } from './model-map.js';
import { parseModelMap } from './parse-model-map.js';
import { withoutWindowMark } from './without-window-mark.js';

const BRACKET = /[[\]]/;

/** What is wrong with the routing settings; each mistake names its variable. */
export function findRouteMistakes(settings: RoutingSettings, candidates: readonly Candidate[]): readonly string[] {
  return [
    ...preferredMistakes(settings, candidates),
    ...unknownPrefix('BIG_MODEL', settings.BIG_MODEL, candidates),
    ...unknownPrefix('SMALL_MODEL', settings.SMALL_MODEL, candidates),
    ...mapMistakes(settings.MODEL_MAP ?? '', candidates),
    ...findTargetMistakes('FALLBACK_MODELS', settings.FALLBACK_MODELS, candidates),
  ];
}

function preferredMistakes(settings: RoutingSettings, candidates: readonly Candidate[]): readonly string[] {
  const { PREFERRED_PROVIDER: wanted } = settings;
  const preferred = findPreferred(wanted, candidates);
  const names = candidates.map(({ manifest }) => manifest.preferredAs ?? manifest.name);
  const known = [...new Set(names)].join(', ');
  if (preferred === undefined)
    return wanted === undefined
      ? [`PREFERRED_PROVIDER: no provider is configured; the known providers are ${known}`]
      : [`PREFERRED_PROVIDER: must be one of ${known}, not ${JSON.stringify(wanted)}`];
  if (!isConfigured(preferred))
    return [`PREFERRED_PROVIDER: ${wanted ?? preferred.manifest.name} needs ${preferred.missing.join(', ')}`];
  const { defaultModels, passModelNames, name } = preferred.manifest;
  if (defaultModels !== undefined || passModelNames === true) return [];
  return (['BIG_MODEL', 'SMALL_MODEL'] as const)
    .filter((variable) => settings[variable] === undefined)
    .map((variable) => `${variable}: must name a model of ${name}, which has no default`);
}

function unknownPrefix(variable: string, model: string | undefined, candidates: readonly Candidate[]): string[] {
  if (!model?.includes('/') || splitPrefix(model, candidates) !== undefined) return [];
  // Several providers may have one prefix: a model's own maker, and a cloud that serves it.
  const prefixes = [...new Set(candidates.flatMap((candidate) => candidate.prefixes))];
  return [
    `${variable}: ${JSON.stringify(model)} names no provider; a model whose own name has a slash needs one of ` +
      `${prefixes.map((prefix) => `${prefix}/`).join(', ')} before it`,
  ];
}

/** What is wrong with a list of `provider/model`; an absent list is right. */
export function findTargetMistakes(
  variable: string,
  text: string | undefined,
  candidates: readonly Candidate[],
): readonly string[] {
  return splitList(text).flatMap((model) => {
    const provider = splitPrefix(model, candidates)?.provider;
    if (provider === undefined)
      return [`${variable}: ${JSON.stringify(model)} names no provider; write provider/model`];
    const missing = candidates.find(({ manifest }) => manifest.name === provider)?.missing ?? [];
    return missing.length === 0 ? [] : [`${variable}: ${provider} needs ${missing.join(', ')}`];
  });
}

function mapMistakes(text: string, candidates: readonly Candidate[]): readonly string[] {
  return parseModelMap(text).flatMap((entry) => {
    if (entry === undefined) return ['MODEL_MAP: must be a list of pattern=provider/model, separated by commas'];
    if (BRACKET.test(entry.name) || BRACKET.test(withoutWindowMark(entry.target)))
      return [
        `MODEL_MAP: ${JSON.stringify(`${entry.pattern}=${entry.target}`)} has a bracket in the wrong place; conditions ` +
          'stand at the end of the pattern: *[subagent,over:200k]=provider/model',
      ];
    const [unknown] = entry.unknown;
    if (unknown !== undefined)
      return [
        `MODEL_MAP: ${JSON.stringify(entry.pattern)} has the unknown condition ${JSON.stringify(unknown)}; there are ` +
          `${REQUEST_KINDS.join(', ')} and over:200k`,
      ];
    if (entry.target.includes('/')) return unknownPrefix('MODEL_MAP', entry.target, candidates);
    return [`MODEL_MAP: ${JSON.stringify(entry.target)} names no provider; write provider/model`];
  });
}
