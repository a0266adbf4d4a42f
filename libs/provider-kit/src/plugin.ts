import { applyDecorators, Injectable, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ProviderContext } from './provider-context.types.js';
import type { Provider } from './provider.types.js';

/** A further kind of named upstream that a plugin serves: values that its settings have there by default. */
export interface KindPreset {
  readonly name: string;
  /** By the names of the plugin's own variables. */
  readonly values: Readonly<Record<string, string>>;
  /** Variables that are read where those of the upstream are not set: a vendor's own name for its key. */
  readonly aliases: Readonly<Record<string, string | undefined>>;
  /** Where it is an engine that runs on the user's machine: the address by default, with `/models` below it. */
  readonly local?: string;
}

/**
 * What the gateway knows of a plugin before it is loaded. `S` is the plugin's settings class: its properties are
 * environment variables, checked by class-validator.
 */
export interface ProviderManifest<S extends object = object> {
  /** Names the plugin, and the `name/` prefix of models. */
  readonly name: string;
  /** The value of `PREFERRED_PROVIDER` that means this plugin, where it is not the name. */
  readonly preferredAs?: string;
  readonly settings: Type<S>;
  /** Variables that must be set before the plugin can be used; an empty list: it is configured. */
  missing(settings: S): readonly string[];
  /** The `prefix/` names of its models under these settings; its own name where absent. */
  prefixes?(settings: S): readonly string[];
  /** It serves the names of this plugin where that one is not configured. */
  readonly fallbackFor?: string;
  /** Whether a bare model name is one of its models. */
  ownsModel(model: string): boolean;
  /** BIG_MODEL and SMALL_MODEL where they are not set; absent: both must be. */
  readonly defaultModels?: { readonly big: string; readonly small: string };
  /** Where it is preferred, its BIG and SMALL models go to this plugin when it does not own them itself. */
  readonly bigSmallFallback?: string;
  /** Kinds of named upstreams that are this plugin with other defaults. */
  readonly presets?: readonly KindPreset[];
  /** It accepts the client's own model names: where it is preferred, they are not mapped. */
  readonly passModelNames?: boolean;
  /** Key under which this host's announcements stand in the catalogue of models; its name where absent. */
  readonly host?: string;
  /** The maker in the catalogue whose models it serves under their own ids. */
  readonly maker?: string;
  /** It is used only where no other plugin is configured. */
  readonly isLastResort?: boolean;
}

/** A plugin: an injectable class with a manifest. It loads the rest, SDK included, only when it is needed. */
export interface ProviderPlugin<S extends object = object> {
  load(settings: S, context: ProviderContext): Promise<Provider>;
}

const ManifestKey = DiscoveryService.createDecorator<ProviderManifest>();

/** Marks a class as a provider plugin. The gateway finds it by this manifest and nothing else. */
export function Plugin<S extends object>(manifest: ProviderManifest<S>): ClassDecorator {
  return applyDecorators(Injectable(), ManifestKey(manifest));
}

/** The manifest of a plugin class; undefined where the class has none. */
export function manifestOf(plugin: Type<ProviderPlugin>): ProviderManifest | undefined {
  return Reflect.getMetadata(ManifestKey.KEY, plugin) as ProviderManifest | undefined;
}

/** For `DiscoveryService.getProviders({ metadataKey })`. */
export const PLUGIN_METADATA = ManifestKey;
