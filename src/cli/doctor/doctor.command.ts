import type { INestApplication } from '@nestjs/common';
import { findUnknownSettings } from '../../config/find-unknown-settings.js';
import { readGivenNames } from '../../config/read-environment.js';
import { TransportSettings } from '../../transport/transport.settings.js';
import { toCommand } from '../../config/to-command.js';
import { SecretValues } from '../../config/secrets/secret-values.js';
import { SettingNames } from '../../config/setting-names.js';
import { SettingsError } from '../../config/settings.error.js';
import { SecretMask } from '../../observability/logging/secret-mask.js';
import { toRetirementLine } from '../../routing/models/list-retirements.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { isConfigured } from '../../routing/registry/candidate.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { confirm } from '../terminal-prompt.js';
import { createSilentApp } from '../create-silent-app.js';
import { answersOf, checkAnswers } from './check-answers.js';
import { checkProvider, type ProbeTarget } from './check-provider.js';
import type { Finding } from './finding.types.js';
import { reportTraits } from './report-traits.js';
import { toReport } from './to-report.js';
import { MAX_OUTPUT } from './to-probe.js';

export interface DoctorOptions {
  readonly model?: readonly string[];
  readonly yes?: true;
  readonly json?: true;
}

/** `doctor`: finds faults and their fixes; 1 where there are any. */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  const findings = await examine(options);
  process.stdout.write(options.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : toReport(findings));
  return findings.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function examine({ model: names = [], yes, json }: DoctorOptions): Promise<readonly Finding[]> {
  let app: INestApplication;
  try {
    app = await createSilentApp();
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes.map(toSettingsFailure);
    throw error;
  }
  try {
    const targets = await findProbeTargets(app, names);
    const probe = app.get(UpstreamContext, { strict: false });
    const proxies = app.get(TransportSettings, { strict: false });
    // In parallel: a silent server must not delay the others.
    const checked = await Promise.all(targets.map((target) => checkProvider(target, probe, proxies)));
    const well = targets.filter((_, i) => checked[i]?.every(({ state }) => state !== 'failed'));
    const release = yes ?? (await mayAsk(well, json === true));
    const requested = release
      ? await Promise.all(well.map(checkAnswers))
      : well.map((target) => [toUnrequested(target)]);
    const mask = new SecretMask(app.get(SecretValues, { strict: false }).values);
    const traits = well.flatMap((target) => reportTraits(target, probe.corrections.list()));
    const findings = [
      ...checkNames(app),
      checkPreferred(app),
      ...checkRetirements(app),
      ...checked.flat(),
      ...requested.flat(),
      ...traits,
    ];
    return findings.map((finding) => withoutSecrets(finding, mask));
  } finally {
    await app.close();
  }
}

/** Every configured provider, with the models that the settings or the user name. */
async function findProbeTargets(app: INestApplication, names: readonly string[]): Promise<readonly ProbeTarget[]> {
  const registry = app.get(ProviderRegistry);
  const models = app.get(ModelsService);
  const routes = [...models.targets, ...models.fallbacks, ...names.map((name) => models.route(name))];
  const present = registry.candidates.filter(
    (candidate) =>
      isConfigured(candidate) && (candidate.manifest.isLastResort !== true || candidate === models.preferred),
  );
  return Promise.all(
    present.map(async ({ manifest }) => {
      const own = routes.filter(({ provider }) => provider === manifest.name).map(({ model }) => model);
      const settings = app.get<object>(manifest.settings, { strict: false });
      return { manifest, settings, provider: await registry.provider(manifest.name), models: [...new Set(own)] };
    }),
  );
}

function checkNames(app: INestApplication): readonly Finding[] {
  const { names } = app.get(SettingNames, { strict: false });
  return findUnknownSettings(readGivenNames(), names).map((detail) => ({
    subject: 'settings',
    check: 'names of variables',
    state: 'skipped',
    detail,
  }));
}

function checkPreferred(app: INestApplication): Finding {
  const { manifest } = app.get(ModelsService).preferred;
  const finding = { subject: 'settings', check: 'preferred provider', detail: manifest.name };
  if (manifest.isLastResort !== true) return { ...finding, state: 'ok' };
  const detail = `no provider is configured; ${manifest.name} is used`;
  return { ...finding, detail, state: 'failed', fix: `run ${toCommand('init')}, or set the variables of a provider` };
}

/** A model that has ended is a failure, one that will end a warning. */
function checkRetirements(app: INestApplication): readonly Finding[] {
  return app.get(ModelsService).retirements.map((retirement) => ({
    subject: `${retirement.provider}/${retirement.model}`,
    check: 'retirement',
    state: retirement.days > 0 || retirement.then === 'served-by-successor' ? 'warning' : 'failed',
    detail: toRetirementLine(retirement),
    fix: `name ${retirement.successor ?? 'another model'} in BIG_MODEL, SMALL_MODEL, MODEL_MAP or FALLBACK_MODELS`,
  }));
}

/** A provider may quote the key that it refuses. */
function withoutSecrets({ detail, fix, ...finding }: Finding, mask: SecretMask): Finding {
  return { ...finding, detail: mask.mask(detail), ...(fix !== undefined && { fix: mask.mask(fix) }) };
}

function toSettingsFailure(mistake: string): Finding {
  const [, check = 'settings', detail = mistake] = /^([\w, ]+): (.*)$/s.exec(mistake) ?? [];
  return { subject: 'settings', check, state: 'failed', detail, fix: `correct ${check}` };
}

/** Shows the cost before anything is spent. */
async function mayAsk(targets: readonly ProbeTarget[], isPiped: boolean): Promise<boolean> {
  const answers = targets.reduce((sum, target) => sum + answersOf(target), 0);
  if (answers === 0 || isPiped) return false;
  const cost = `${answers} short responses, each of about 100 tokens in and at most ${MAX_OUTPUT} out`;
  return (await confirm(`The other checks call the models: ${cost}. Continue?`)) ?? false;
}

function toUnrequested({ manifest, models }: ProbeTarget): Finding {
  const finding = { subject: manifest.name, check: 'answer', state: 'skipped' } as const;
  if (models.length > 0) return { ...finding, detail: 'the models were not called', fix: 'doctor --yes calls them' };
  return {
    ...finding,
    detail: 'no model is routed to it by name',
    fix: `doctor --model ${manifest.name}/NAME tries one`,
  };
}
