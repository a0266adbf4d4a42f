import type { Route } from '@gateway/provider-kit';
import type { RoutingSettings } from '../routing.settings.js';
import { type Candidate, isConfigured } from '../registry/candidate.js';
import { fitsPattern, type ModelMapEntry, parseModelMap } from './parse-model-map.js';
import { withoutWindowMark } from './without-window-mark.js';

/** The provider, and its name of the model. */
type Target = Pick<Route, 'provider' | 'model'>;

/** Everything that decides which provider serves a model name. */
export interface ModelMap {
  readonly entries: readonly ModelMapEntry[];
  readonly candidates: readonly Candidate[];
  readonly preferred: Candidate;
  /** Absent where the preferred provider accepts the client's own model names. */
  readonly big?: Target;
  readonly small?: Target;
  /** Used in this order where the provider of the route fails. */
  readonly fallbacks: readonly Target[];
  /** The maker of a model that the catalogue has a row of. */
  readonly makerOf: (model: string) => string | undefined;
}

/** Converts settings that `findRouteMistakes` has accepted for `mapModel`. */
export function toModelMap(
  settings: RoutingSettings,
  candidates: readonly Candidate[],
  makerOf: ModelMap['makerOf'] = () => undefined,
): ModelMap {
  const preferred = findPreferred(settings.PREFERRED_PROVIDER, candidates);
  if (preferred === undefined) throw new Error('there is no preferred provider');
  const entries = parseModelMap(settings.MODEL_MAP ?? '').filter((entry) => entry !== undefined);
  const { passModelNames = false, defaultModels } = preferred.manifest;
  const big = settings.BIG_MODEL ?? defaultModels?.big;
  const small = settings.SMALL_MODEL ?? defaultModels?.small;
  return {
    entries,
    candidates,
    preferred,
    makerOf,
    fallbacks: splitList(settings.FALLBACK_MODELS)
      .map((target) => splitPrefix(target, candidates))
      .filter((target) => target !== undefined),
    ...(passModelNames || big === undefined ? {} : { big: familyTarget(big, preferred, candidates) }),
    ...(passModelNames || small === undefined ? {} : { small: familyTarget(small, preferred, candidates) }),
  };
}

/**
 * The route of a model name: the first entry of MODEL_MAP that matches; a `provider/` prefix; the Claude families, at
 * BIG_MODEL and SMALL_MODEL; the provider that owns the name; else the preferred one.
 */
export function mapModel(requested: string, map: ModelMap): Route {
  const { provider, model } = decide(withoutWindowMark(requested), map);
  return { requestedModel: requested, provider, model };
}

/** The rule by which `mapModel` decided, for display. */
export function reasonOf(requested: string, map: ModelMap): string {
  return decide(withoutWindowMark(requested), map).reason;
}

/** The setting that chose the model for a name; undefined where the client named the model itself. */
export function settingOf(requested: string, map: ModelMap): string | undefined {
  return decide(withoutWindowMark(requested), map).setting;
}

/**
 * The provider that `PREFERRED_PROVIDER` names, or without it the first one that is configured. Several plugins may
 * share one name (Google's two services): the configured one is used.
 */
export function findPreferred(wanted: string | undefined, candidates: readonly Candidate[]): Candidate | undefined {
  const answering = candidates.filter(({ prefixes }) => prefixes.length > 0);
  if (wanted === undefined)
    return (
      answering.find((candidate) => candidate.manifest.isLastResort !== true && isConfigured(candidate)) ??
      answering.find(({ manifest }) => manifest.isLastResort)
    );
  const name = wanted.toLowerCase();
  const named = answering.filter(({ manifest }) => manifest.name === name || manifest.preferredAs === name);
  return named.find(isConfigured) ?? named[0];
}

/** The entries of a list that is separated by commas. */
export function splitList(text = ''): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** The parts of `provider/model`; undefined where the first part names no provider. */
export function splitPrefix(model: string, candidates: readonly Candidate[]): Target | undefined {
  const slash = model.indexOf('/');
  const prefix = model.slice(0, Math.max(slash, 0)).toLowerCase();
  const rest = model.slice(slash + 1);
  const owners = candidates.filter(({ prefixes }) => prefixes.includes(prefix));
  const owner = owners.find(isConfigured) ?? owners[0];
  return owner === undefined || rest === '' ? undefined : { provider: owner.manifest.name, model: rest };
}

function familyTarget(model: string, { manifest }: Candidate, candidates: readonly Candidate[]): Target {
  const borrower = candidates.find((candidate) => candidate.manifest.name === manifest.bigSmallFallback)?.manifest;
  const owner = borrower === undefined || manifest.ownsModel(model) ? manifest : borrower;
  return splitPrefix(model, candidates) ?? { provider: owner.name, model };
}

interface Decision extends Target {
  readonly reason: string;
  /** Absent: the model is the one that the client named. */
  readonly setting?: string;
}

function decide(requested: string, map: ModelMap): Decision {
  const entry = map.entries.find(({ pattern }) => fitsPattern(pattern, requested));
  const named = splitPrefix(entry?.target ?? requested, map.candidates);
  if (named === undefined) return familyOf(requested, map) ?? ownerOf(requested, map);
  if (entry === undefined) return { ...named, reason: 'prefix' };
  return { ...named, reason: `MODEL_MAP: ${entry.pattern}=${entry.target}`, setting: 'MODEL_MAP' };
}

function familyOf(requested: string, { big, small }: ModelMap): Decision | undefined {
  if (/haiku/i.test(requested)) return small && bySetting(small, 'SMALL_MODEL');
  return /claude|sonnet|opus|fable/i.test(requested) ? big && bySetting(big, 'BIG_MODEL') : undefined;
}

function bySetting(target: Target, setting: string): Decision {
  return { ...target, reason: setting, setting };
}

function ownerOf(model: string, { preferred, candidates, makerOf }: ModelMap): Decision {
  const maker = makerOf(model);
  const owner = [preferred, ...candidates.filter(isConfigured)].find(
    ({ manifest }) => manifest.ownsModel(model) || (maker !== undefined && manifest.maker === maker),
  );
  const { name } = (owner ?? preferred).manifest;
  return { provider: name, model, reason: owner === undefined ? 'preferred provider' : `a model of ${name}` };
}
