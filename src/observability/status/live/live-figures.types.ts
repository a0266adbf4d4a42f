import type { CorrectionRecord } from '@gateway/provider-kit';
import type { ProviderHealth } from '../../health/provider-health.service.js';

/** Figures of the present moment, which each process has for itself. */
export interface LiveFigures {
  /** Requests in progress that the viewer may see. */
  readonly open: number;
  readonly providers: Readonly<Record<string, ProviderHealth>>;
  /** What upstreams have asked to be changed in requests; shown to operators. */
  readonly corrections: readonly CorrectionRecord[];
}
