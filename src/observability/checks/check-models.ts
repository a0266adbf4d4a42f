import { toRetirementLine } from '../../routing/models/list-retirements.js';
import type { ModelsService } from '../../routing/models/models.service.js';
import type { Finding } from './finding.types.js';

/** Checks the routes without a request: whether there is a provider, and whether a routed model ends. */
export function checkModels(models: ModelsService): readonly Finding[] {
  return [checkPreferred(models), ...checkRetirements(models)];
}

function checkPreferred({ preferred: { manifest } }: ModelsService): Finding {
  const finding = { subject: 'settings', check: 'preferred provider', detail: manifest.name };
  if (manifest.isLastResort !== true) return { ...finding, state: 'ok' };
  const detail = `no provider is configured; ${manifest.name} is used`;
  return { ...finding, detail, state: 'failed', fix: 'run messages-gateway init, or set the variables of a provider' };
}

/** A model that has ended is a failure, one that will end a warning. */
function checkRetirements({ retirements }: ModelsService): readonly Finding[] {
  return retirements.map((retirement) => ({
    subject: `${retirement.provider}/${retirement.model}`,
    check: 'retirement',
    state: retirement.days > 0 || retirement.then === 'served-by-successor' ? 'warning' : 'failed',
    detail: toRetirementLine(retirement),
    fix: `name ${retirement.successor ?? 'another model'} in BIG_MODEL, SMALL_MODEL, MODEL_MAP or FALLBACK_MODELS`,
  }));
}
