import { Gauge, type Registry } from 'prom-client';

/** A figure by provider, which is read whenever the metrics are collected. */
export interface ProviderGauge {
  readonly name: string;
  readonly help: string;
  /** How the figures of several workers are combined. */
  readonly aggregator: 'sum' | 'max';
  readonly values: () => Iterable<readonly [provider: string, value: number]>;
}

/** Adds such a figure to the metrics of a registry. */
export function addProviderGauge(registry: Registry, { name, help, aggregator, values }: ProviderGauge): void {
  new Gauge({
    name,
    help,
    labelNames: ['provider'],
    registers: [registry],
    aggregator,
    collect() {
      this.reset();
      for (const [provider, value] of values()) this.set({ provider }, value);
    },
  });
}
