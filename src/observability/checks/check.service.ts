import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SecretValues } from '../../config/secrets/secret-values.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { isConfigured } from '../../routing/registry/candidate.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { TransportSettings } from '../../transport/transport.settings.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { SecretMask } from '../logging/secret-mask.js';
import { answersOf, checkAnswers } from './check-answers.js';
import { checkModels } from './check-models.js';
import { checkProvider, type ProbeTarget } from './check-provider.js';
import type { Finding } from './finding.types.js';
import { reportTraits } from './report-traits.js';

export interface CheckOptions {
  /** Further model names to try. */
  readonly names?: readonly string[];
  /** Whether the models may be called, which costs `answers` short responses. */
  readonly mayCall: (answers: number) => Promise<boolean>;
}

/** Checks the providers of this gateway: credentials, connections, and, where that is allowed, their models. */
@Injectable()
export class CheckService {
  constructor(
    private readonly modules: ModuleRef,
    private readonly registry: ProviderRegistry,
    private readonly models: ModelsService,
    private readonly upstreams: UpstreamContext,
    private readonly proxies: TransportSettings,
    private readonly secrets: SecretValues,
  ) {}

  /** What was found, with credentials masked: a provider may quote the key that it refuses. */
  async run({ names = [], mayCall }: CheckOptions): Promise<readonly Finding[]> {
    const targets = await this.findTargets(names);
    // In parallel: a silent server must not delay the others.
    const checked = await Promise.all(targets.map((target) => checkProvider(target, this.upstreams, this.proxies)));
    const well = targets.filter((_, i) => checked[i]?.every(({ state }) => state !== 'failed'));
    const answers = well.reduce((sum, target) => sum + answersOf(target), 0);
    const isAllowed = await mayCall(answers);
    const called = isAllowed ? await Promise.all(well.map(checkAnswers)) : well.map((target) => [toUncalled(target)]);
    const traits = well.flatMap((target) => reportTraits(target, this.upstreams.corrections.list()));
    const mask = new SecretMask(this.secrets.values);
    const findings = [...checkModels(this.models), ...checked.flat(), ...called.flat(), ...traits];
    return findings.map(({ detail, fix, ...finding }) => ({
      ...finding,
      detail: mask.mask(detail),
      ...(fix !== undefined && { fix: mask.mask(fix) }),
    }));
  }

  /** Every configured provider, with the models that the settings or the user name. */
  private findTargets(names: readonly string[]): Promise<readonly ProbeTarget[]> {
    const { models } = this;
    const routes = [...models.targets, ...models.fallbacks, ...names.map((name) => models.route(name))];
    const present = this.registry.candidates.filter(
      (candidate) =>
        isConfigured(candidate) && (candidate.manifest.isLastResort !== true || candidate === models.preferred),
    );
    return Promise.all(
      present.map(async ({ manifest }) => {
        const own = routes.filter(({ provider }) => provider === manifest.name).map(({ model }) => model);
        const settings = this.modules.get<object>(manifest.settings, { strict: false });
        return { manifest, settings, provider: await this.registry.provider(manifest.name), models: [...new Set(own)] };
      }),
    );
  }
}

function toUncalled({ manifest, models }: ProbeTarget): Finding {
  const finding = { subject: manifest.name, check: 'answer', state: 'skipped' } as const;
  if (models.length > 0) return { ...finding, detail: 'the models were not called', fix: 'doctor --yes calls them' };
  return {
    ...finding,
    detail: 'no model is routed to it by name',
    fix: `doctor --model ${manifest.name}/NAME tries one`,
  };
}
