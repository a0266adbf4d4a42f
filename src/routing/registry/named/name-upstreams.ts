import type { Type } from '@nestjs/common';
import {
  type KindPreset,
  manifestOf,
  namePlugin,
  type ProviderManifest,
  type ProviderPlugin,
  settingsOf,
  suffixesOf,
} from '@gateway/provider-kit';
import { checkSettings } from '../../../config/check-settings.js';
import type { Environment } from '../../../config/environment.types.js';
import { type Candidate, mayBeNamed, toCandidate } from '../candidate.js';
import { readUpstreams } from './read-upstreams.js';
import type { DeclaredUpstream } from './upstream-reader.js';

export interface NamedUpstreams {
  /** One for each upstream, which calls the plugin of its kind. */
  readonly plugins: readonly Type<ProviderPlugin>[];
  /** Faults of their variables, except for values of settings: those are checked with all others. */
  readonly mistakes: readonly string[];
}

interface Known {
  readonly manifest: ProviderManifest;
  readonly plugin: Type<ProviderPlugin>;
  /** Where the kind is a preset of the plugin. */
  readonly preset?: KindPreset;
}

/**
 * The further upstreams that the environment declares, each of the kind of a plugin.
 *
 * @param settings the gateway's own settings classes, whose variables declare no upstream
 */
export function nameUpstreams(
  plugins: readonly Type<ProviderPlugin>[],
  environment: Environment,
  settings: readonly Type<object>[],
): NamedUpstreams {
  const known = plugins.flatMap(toKnown);
  const kinds = toKinds(known.filter(({ manifest }) => mayBeNamed(manifest)));
  const suffixes = new Map([...kinds].map(([name, { manifest }]) => [name, [...suffixesOf(manifest).values()]]));
  const { upstreams, mistakes } = readUpstreams(
    environment,
    suffixes,
    variablesOf([...settings, ...known.map(({ manifest }) => manifest.settings)]),
  );
  const taken = new Set(known.flatMap(({ manifest }) => namesOf(toPresent(manifest, environment))));
  const named = upstreams.flatMap((upstream) => {
    const kind = kinds.get(upstream.kind);
    return kind === undefined ? [] : [{ upstream, plugin: toPlugin(upstream, kind) }];
  });
  const wrong = named.flatMap(({ upstream: { name, variable, kind }, plugin }) => {
    if (taken.has(name)) return [`${variable}: ${name} is the name of another provider; take one that is free`];
    const missing = toKnown(plugin).flatMap(({ manifest }) => toPresent(manifest, environment).missing);
    return missing.length === 0 ? [] : [`${variable}: ${kind} needs ${missing.join(', ')}`];
  });
  return { plugins: named.map(({ plugin }) => plugin), mistakes: [...mistakes, ...wrong] };
}

function toKnown(plugin: Type<ProviderPlugin>): readonly Known[] {
  const manifest = manifestOf(plugin);
  return manifest === undefined ? [] : [{ manifest, plugin }];
}

/** The kinds that plugins serve: their own, then their presets. */
function toKinds(known: readonly Known[]): ReadonlyMap<string, Known> {
  const own = known.map((each) => [each.manifest.name, each] as const);
  const presets = known.flatMap((each) =>
    (each.manifest.presets ?? []).map((preset) => [preset.name, { ...each, preset }] as const),
  );
  return new Map([...own, ...presets]);
}

function toPlugin(
  { name, variable, settings }: DeclaredUpstream,
  { manifest, plugin, preset }: Known,
): Type<ProviderPlugin> {
  const suffixes = suffixesOf(manifest);
  const variableOf = (own: string): string => {
    const suffix = suffixes.get(own);
    return suffix === undefined ? own : (settings.get(suffix) ?? `${variable}_${suffix}`);
  };
  return namePlugin(plugin, manifest, { name, variableOf }, preset);
}

function toPresent(manifest: ProviderManifest, environment: Environment): Candidate {
  return toCandidate(manifest, checkSettings(manifest.settings, environment).value);
}

/** All names by which a provider is selected or preferred. */
function namesOf({ manifest, prefixes }: Candidate): readonly string[] {
  return [manifest.name, manifest.preferredAs ?? manifest.name, ...prefixes];
}

function variablesOf(classes: readonly Type<object>[]): ReadonlySet<string> {
  return new Set(classes.flatMap((settings) => settingsOf(settings).map(({ name }) => name)));
}
