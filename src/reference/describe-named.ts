import { type ProviderManifest, suffixesOf } from '@gateway/provider-kit';
import { mayBeNamed } from '../routing/registry/candidate.js';
import type { DescribedSetting } from './setting-group.types.js';

/** The variables of named upstreams: each has the meaning of one or several of the plugins' own variables. */
export function describeNamed(manifests: readonly ProviderManifest[]): readonly DescribedSetting[] {
  const kinds = manifests.filter(mayBeNamed);
  const ownBySuffix = new Map<string, Set<string>>();
  for (const [own, suffix] of kinds.flatMap((manifest) => [...suffixesOf(manifest)]))
    ownBySuffix.set(suffix, (ownBySuffix.get(suffix) ?? new Set()).add(own));
  const presets = kinds.flatMap((kind) => kind.presets ?? []);
  const kindNames = listOf([...kinds, ...presets].map(({ name }) => name));
  return [
    {
      name: 'UPSTREAM_<NAME>',
      description: `Declares a further upstream of the kind ${kindNames}; its models are \`<name>/model\`, in lower case. See \`docs/providers/named-upstreams.md\`.`,
      byDefault: 'none',
    },
    ...[...ownBySuffix].map(([suffix, own]) => ({
      name: `UPSTREAM_<NAME>_${suffix}`,
      description: `For this upstream, the same as ${listOf([...own])}.`,
      byDefault: "the kind's own",
    })),
  ];
}

function listOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
