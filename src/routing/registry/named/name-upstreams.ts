import type { Type } from '@nestjs/common';
import {
  cardOf,
  namePlugin,
  type ProviderCard,
  type ProviderPlugin,
  settingsOf,
  suffixesOf,
} from '@gateway/provider-kit';
import { checkSettings } from '../../../config/check-settings.js';
import { HouseSettings } from '../../../config/house.settings.js';
import type { Environment } from '../../../config/read-environment.js';
import { type Candidate, mayBeNamed, toCandidate } from '../candidate.js';
import { readUpstreams } from './read-upstreams.js';
import type { DeclaredUpstream } from './upstream-reader.js';

export interface NamedUpstreams {
  /** One for each upstream, which asks the plugin of its kind. */
  readonly plugins: readonly Type<ProviderPlugin>[];
  /** What is wrong with their variables, save the values of settings: those are checked with all others. */
  readonly mistakes: readonly string[];
}

interface Known {
  readonly card: ProviderCard;
  readonly plugin: Type<ProviderPlugin>;
}

/** The further upstreams that the environment declares, of the kinds that the plugins are. */
export function nameUpstreams(plugins: readonly Type<ProviderPlugin>[], environment: Environment): NamedUpstreams {
  const known = plugins.flatMap(toKnown);
  const kinds = new Map(known.filter(({ card }) => mayBeNamed(card)).map((kind) => [kind.card.name, kind]));
  const suffixes = new Map([...kinds].map(([name, { card }]) => [name, [...suffixesOf(card).values()]]));
  const { upstreams, mistakes } = readUpstreams(environment, suffixes, variablesOf(known));
  const taken = new Set(known.flatMap(({ card }) => namesOf(toPresent(card, environment))));
  const named = upstreams.flatMap((upstream) => {
    const kind = kinds.get(upstream.kind);
    return kind === undefined ? [] : [{ upstream, plugin: toPlugin(upstream, kind) }];
  });
  const wrong = named.flatMap(({ upstream: { name, variable, kind }, plugin }) => {
    if (taken.has(name)) return [`${variable}: ${name} is the name of another provider; take one that is free`];
    const missing = toKnown(plugin).flatMap(({ card }) => toPresent(card, environment).missing);
    return missing.length === 0 ? [] : [`${variable}: ${kind} needs ${missing.join(', ')}`];
  });
  return { plugins: named.map(({ plugin }) => plugin), mistakes: [...mistakes, ...wrong] };
}

function toKnown(plugin: Type<ProviderPlugin>): readonly Known[] {
  const card = cardOf(plugin);
  return card === undefined ? [] : [{ card, plugin }];
}

function toPlugin({ name, variable, settings }: DeclaredUpstream, { card, plugin }: Known): Type<ProviderPlugin> {
  const suffixes = suffixesOf(card);
  const variableOf = (own: string): string => {
    const suffix = suffixes.get(own);
    return suffix === undefined ? own : (settings.get(suffix) ?? `${variable}_${suffix}`);
  };
  return namePlugin(plugin, card, { name, variableOf });
}

function toPresent(card: ProviderCard, environment: Environment): Candidate {
  return toCandidate(card, checkSettings(card.settings, environment).value);
}

/** All names by which a provider is asked or preferred. */
function namesOf({ card, prefixes }: Candidate): readonly string[] {
  return [card.name, card.preferredAs ?? card.name, ...prefixes];
}

/** The variables of all settings classes. */
function variablesOf(known: readonly Known[]): ReadonlySet<string> {
  const classes = [HouseSettings, ...known.map(({ card }) => card.settings)];
  return new Set(classes.flatMap((settings) => settingsOf(settings).map(({ name }) => name)));
}
