import type { Type } from '@nestjs/common';
import {
  manifestOf,
  namePlugin,
  type ProviderManifest,
  type ProviderPlugin,
  settingsOf,
  suffixesOf,
} from '@gateway/provider-kit';
import { checkSettings } from '../../../config/check-settings.js';
import { GatewaySettings } from '../../../config/gateway.settings.js';
import type { Environment } from '../../../config/environment.types.js';
import { POOL_PREFIX } from '../../pools/pool.types.js';
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
}

/** The further upstreams that the environment declares, each of the kind of a plugin. */
export function nameUpstreams(plugins: readonly Type<ProviderPlugin>[], environment: Environment): NamedUpstreams {
  const known = plugins.flatMap(toKnown);
  const kinds = new Map(known.filter(({ manifest }) => mayBeNamed(manifest)).map((kind) => [kind.manifest.name, kind]));
  const suffixes = new Map([...kinds].map(([name, { manifest }]) => [name, [...suffixesOf(manifest).values()]]));
  const { upstreams, mistakes } = readUpstreams(environment, suffixes, variablesOf(known));
  const taken = new Set([POOL_PREFIX, ...known.flatMap(({ manifest }) => namesOf(toPresent(manifest, environment)))]);
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

function toPlugin({ name, variable, settings }: DeclaredUpstream, { manifest, plugin }: Known): Type<ProviderPlugin> {
  const suffixes = suffixesOf(manifest);
  const variableOf = (own: string): string => {
    const suffix = suffixes.get(own);
    return suffix === undefined ? own : (settings.get(suffix) ?? `${variable}_${suffix}`);
  };
  return namePlugin(plugin, manifest, { name, variableOf });
}

function toPresent(manifest: ProviderManifest, environment: Environment): Candidate {
  return toCandidate(manifest, checkSettings(manifest.settings, environment).value);
}

/** All names by which a provider is selected or preferred. */
function namesOf({ manifest, prefixes }: Candidate): readonly string[] {
  return [manifest.name, manifest.preferredAs ?? manifest.name, ...prefixes];
}

/** The variables of all settings classes. */
function variablesOf(known: readonly Known[]): ReadonlySet<string> {
  const classes = [GatewaySettings, ...known.map(({ manifest }) => manifest.settings)];
  return new Set(classes.flatMap((settings) => settingsOf(settings).map(({ name }) => name)));
}
