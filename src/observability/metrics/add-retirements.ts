import { Gauge, type Registry } from 'prom-client';
import type { RoutedRetirement } from '../../routing/models/list-retirements.js';

/** Adds the days that are left to routed models that end soon; they are asked for whenever the metrics are read. */
export function addRetirements(registry: Registry, retirements: () => readonly RoutedRetirement[]): void {
  new Gauge({
    name: 'gateway_model_retirement_days',
    help: 'Days until the host stops serving a routed model, for those that end within 90 days; 0 or less: it has.',
    labelNames: ['provider', 'model', 'successor'],
    registers: [registry],
    aggregator: 'min',
    collect() {
      this.reset();
      for (const { provider, model, successor = '', days } of retirements())
        this.set({ provider, model, successor }, days);
    },
  });
}
