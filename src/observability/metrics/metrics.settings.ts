import { Describe, IsWhole } from '@gateway/provider-kit';

/** Where metrics are served. */
export class MetricsSettings {
  @Describe('Port that serves `/metrics` to everybody; without it they are at `PORT`, behind the token.')
  @IsWhole({ max: 65_535 })
  METRICS_PORT?: number;
}
