import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { findUnknownSettings, type GivenNames } from '../../config/find-unknown-settings.js';
import { readGivenNames } from '../../config/read-environment.js';
import { SettingNames } from '../../config/setting-names.js';
import { listRoutes } from '../../routing/models/list-routes.js';
import { EffectiveSettings } from '../../config/effective-settings.js';
import { ServerSettings } from '../../config/server.settings.js';
import { InboundTokenService } from '../../http/auth/inbound-token.service.js';
import { toRetirementLine } from '../../routing/models/list-retirements.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';

/** The families of models that clients ask for. */
const FAMILIES = ['claude-opus', 'claude-sonnet', 'claude-haiku'];

/** Logs at the start: the settings, warnings, and the next steps. */
@Injectable()
export class StartLogService {
  constructor(
    private readonly log: PinoLogger,
    private readonly settings: EffectiveSettings,
    private readonly server: ServerSettings,
    private readonly tokens: InboundTokenService,
    private readonly models: ModelsService,
    private readonly registry: ProviderRegistry,
    private readonly known: SettingNames,
  ) {}

  /**
   * @param url where the gateway listens
   * @param given the names of variables that are searched for mistyped settings
   */
  tell(url: string, given: GivenNames = readGivenNames()): void {
    for (const note of findUnknownSettings(given, this.known.names)) this.log.warn(note);
    this.log.info({ preferred: this.models.preferred.manifest.name }, `listening on ${url}`);
    this.log.info(`models: ${this.describeRoutes()}`);
    this.log.info(`status page: ${url}/`);
    this.log.debug({ settings: this.settings.values }, 'settings that differ from their defaults');
    if (!this.tokens.isRequired && !isLoopback(this.server.HOST))
      this.log.warn(
        `EVERY CLIENT THAT REACHES ${this.server.HOST} CAN SPEND ON THE PROVIDERS' ACCOUNTS: set ANTHROPIC_AUTH_TOKEN`,
      );
    const { retirements } = this.models;
    if (retirements.length > 0)
      this.log.warn({ retirements }, `models end soon: ${retirements.map(toRetirementLine).join('; ')}`);
    if (this.models.preferred.manifest.isLastResort === true) this.log.warn(this.demoLines(url));
  }

  /** Which model serves which names, each model once. */
  private describeRoutes(): string {
    const names = new Map<string, string[]>();
    for (const { asked, provider, model } of listRoutes(FAMILIES, this.models, this.registry)) {
      const target = `${provider}/${model}`;
      names.set(target, [...(names.get(target) ?? []), asked]);
    }
    return [...names].map(([target, asked]) => `${asked.join(', ')} → ${target}`).join('; ');
  }

  private demoLines(url: string): string {
    const token = this.tokens.isRequired ? '$ANTHROPIC_AUTH_TOKEN' : 'anything';
    const real = this.registry.candidates.filter(({ missing }) => missing.length > 0);
    return [
      'no provider is configured: the demo is used. To connect Claude Code to it, run',
      `  ANTHROPIC_BASE_URL=${url} ANTHROPIC_AUTH_TOKEN=${token} claude`,
      'To use a real provider, restart with',
      ...real.map(({ manifest, missing }) => `  ${missing.join(', ')} (${manifest.preferredAs ?? manifest.name})`),
    ].join('\n');
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
