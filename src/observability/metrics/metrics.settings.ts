import { Describe, IsWhole } from '@gateway/provider-kit';

/** Where metrics are served. */
export class MetricsSettings {
  @Describe('Port that serves `/metrics` without a token; if not set, the metrics are at `PORT` and need the token.')
  @IsWhole({ max: 65_535 })
  METRICS_PORT?: number;
}
