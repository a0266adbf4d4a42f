import { Injectable } from '@nestjs/common';
import { MetricsService } from '../../observability/metrics/metrics.service.js';
import { CircuitBreaker } from './circuit-breaker.js';

/** The circuit breaker of each provider that was asked so far; the metrics tell which of them are open. */
@Injectable()
export class CircuitsService {
  private readonly breakers = new Map<string, CircuitBreaker>();

  constructor(metrics: MetricsService) {
    metrics.addProviderGauge({
      name: 'gateway_circuit_open',
      help: 'Whether a provider has only failed of late, so that it is passed over where there is another: 1 or 0.',
      aggregator: 'max',
      values: () => [...this.breakers].map(([provider, { isOpen }]) => [provider, Number(isOpen)]),
    });
  }

  of(provider: string): CircuitBreaker {
    const breaker = this.breakers.get(provider) ?? new CircuitBreaker();
    this.breakers.set(provider, breaker);
    return breaker;
  }
}
