import { Injectable } from '@nestjs/common';
import type { Route } from '@gateway/provider-kit';
import { PoolsService } from '../pools/pools.service.js';
import { CircuitBreaker } from './circuit-breaker.js';

/** The circuit breaker of each provider, or deployment in a pool, that has had a request. */
@Injectable()
export class CircuitsService {
  private readonly breakers = new Map<string, CircuitBreaker>();

  constructor(private readonly pools: PoolsService) {}

  /** Whether each of these circuits is open; the name is a provider, or `provider/model` of a deployment. */
  get states(): readonly (readonly [name: string, isOpen: boolean])[] {
    return [...this.breakers].map(([name, { isOpen }]) => [name, isOpen]);
  }

  of(route: Pick<Route, 'provider' | 'model'>): CircuitBreaker {
    const name = this.nameOf(route);
    const breaker = this.breakers.get(name) ?? new CircuitBreaker();
    this.breakers.set(name, breaker);
    return breaker;
  }

  /** The name of the circuit that a route belongs to. */
  nameOf(route: Pick<Route, 'provider' | 'model'>): string {
    return this.pools.circuitOf(route);
  }
}
