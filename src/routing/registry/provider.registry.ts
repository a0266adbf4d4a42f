import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import { PLUGIN_METADATA, type Provider, type ProviderManifest, type ProviderPlugin } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { LiveSecrets } from '../../config/secrets/live-secrets.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { type Candidate, isConfigured, toCandidate } from './candidate.js';

interface Entry {
  readonly candidate: Candidate;
  readonly settings: object;
  readonly plugin: ProviderPlugin;
  provider?: Promise<Provider>;
}

/** The plugins by name. A plugin is loaded when it is first used, and then kept. */
@Injectable()
export class ProviderRegistry implements OnModuleInit {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly modules: ModuleRef,
    private readonly context: UpstreamContext,
    private readonly secrets: LiveSecrets,
  ) {}

  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: PLUGIN_METADATA.KEY })) {
      const manifest = this.discovery.getMetadataByDecorator(PLUGIN_METADATA, wrapper);
      if (manifest !== undefined) this.add(manifest, wrapper.instance as ProviderPlugin);
    }
  }

  /** Every plugin, in the order of the list. */
  get candidates(): readonly Candidate[] {
    return [...this.entries.values()].map(({ candidate }) => candidate);
  }

  /** @throws ApiError 404 where there is no such provider, or where it has no credentials */
  async provider(name: string): Promise<Provider> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new ApiError('not_found_error', `there is no provider ${name}`);
    const { candidate, plugin, settings } = entry;
    if (!isConfigured(candidate))
      throw new ApiError('not_found_error', `the provider ${name} needs ${candidate.missing.join(', ')}`);
    entry.provider ??= plugin.load(settings, this.context).catch((error: unknown) => {
      delete entry.provider;
      throw error;
    });
    return entry.provider;
  }

  private add(manifest: ProviderManifest, plugin: ProviderPlugin): void {
    const settings = this.modules.get<object>(manifest.settings, { strict: false });
    const candidate = toCandidate(manifest, settings);
    for (const { candidate: other } of this.entries.values()) {
      const double = candidate.prefixes.find((prefix) => other.prefixes.includes(prefix));
      if (manifest.fallbackFor === other.manifest.name) continue;
      if (other.manifest.name === manifest.name || double !== undefined)
        throw new Error(
          `two plugins use the prefix ${double ?? manifest.name}/: ${other.manifest.name} and ${manifest.name}`,
        );
    }
    const entry: Entry = { candidate, settings, plugin };
    this.entries.set(manifest.name, entry);
    // A provider may keep its credentials in any form: the next request loads it again.
    this.secrets.onChange(settings, () => delete entry.provider);
  }
}
