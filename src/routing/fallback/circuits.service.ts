import { Injectable } from '@nestjs/common';
import { CircuitBreaker } from './circuit-breaker.js';

/** The circuit breaker of each provider that has had a request. */
@Injectable()
export class CircuitsService {
  private readonly breakers = new Map<string, CircuitBreaker>();

  /** Whether the circuit of each of these providers is open. */
  get states(): readonly (readonly [provider: string, isOpen: boolean])[] {
    return [...this.breakers].map(([provider, { isOpen }]) => [provider, isOpen]);
  }

  of(provider: string): CircuitBreaker {
    const breaker = this.breakers.get(provider) ?? new CircuitBreaker();
    this.breakers.set(provider, breaker);
    return breaker;
  }
}
