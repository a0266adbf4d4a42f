import { type CorrectionRecord, settingsOf } from '@gateway/provider-kit';
import type { ProbeTarget } from './check-provider.js';
import type { Finding } from './finding.types.js';

/** The setting of a plugin for traits of its upstream, by the end of its name. */
const TRAITS = '_TRAITS';

/**
 * What was learnt of an upstream while its models were asked, with the setting that makes it known from the start.
 *
 * @param corrections those in force; an upstream is named by its provider, with the dialect behind it
 */
export function reportTraits(
  { manifest }: Pick<ProbeTarget, 'manifest'>,
  corrections: readonly CorrectionRecord[],
): readonly Finding[] {
  const { name, settings } = manifest;
  const setting = settingsOf(settings).find(({ property }) => property.endsWith(TRAITS))?.name;
  const own = corrections.filter(({ upstream }) => upstream === name || upstream.startsWith(`${name}-`));
  return own.map(({ model, cause, trait }): Finding => {
    const finding = { subject: `${name}/${model}`, check: 'traits', state: 'ok' } as const;
    const detail = `learnt from a refusal: ${trait ?? cause}`;
    return setting === undefined || trait === undefined
      ? { ...finding, detail }
      : { ...finding, detail, fix: `${setting}=${trait} makes it known from the start` };
  });
}
