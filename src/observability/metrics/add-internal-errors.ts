import { Counter, type Registry } from 'prom-client';

/** Adds the count of internal errors by their source, which is asked for whenever the metrics are read. */
export function addInternalErrors(registry: Registry, counts: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: 'gateway_internal_errors_total',
    help: 'Errors of the gateway itself that no request was answered with, by their source; each is in the log.',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [source, count] of counts()) this.inc({ source }, count);
    },
  });
}
