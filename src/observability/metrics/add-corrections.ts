import type { CorrectionRecord } from '@gateway/provider-kit';
import { Gauge, type Registry } from 'prom-client';

/** Adds the corrections in force to the metrics of a registry: by upstream and cause, which are few. */
export function addCorrections(registry: Registry, corrections: () => readonly CorrectionRecord[]): void {
  new Gauge({
    name: 'gateway_corrections',
    help: 'Corrections of requests that upstreams have asked for and that are in force, over all models, by cause.',
    labelNames: ['upstream', 'cause'],
    registers: [registry],
    aggregator: 'max',
    collect() {
      this.reset();
      for (const { upstream, cause } of corrections()) this.inc({ upstream, cause });
    },
  });
}
