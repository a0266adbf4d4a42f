import { Counter, type Registry } from 'prom-client';

/** Adds the count of internal errors by source, which is read whenever the metrics are collected. */
export function addInternalErrors(registry: Registry, counts: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: 'gateway_internal_errors_total',
    help: 'Errors of the gateway itself that failed no request, by their source; each is in the log.',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [source, count] of counts()) this.inc({ source }, count);
    },
  });
}
