/** Failures in a row that open the circuit. */
const MAX_FAILURES = 5;
/** How long an open circuit stays without a probe. */
const COOL_DOWN_MS = 30_000;

/** What a request showed about its upstream; `unknown`: the client disconnected, or the request itself was wrong. */
export type Outcome = 'succeeded' | 'failed' | 'unknown';

/** Reports the outcome of one request. Only the first call counts. */
export type Settle = (outcome: Outcome) => void;

const IGNORE: Settle = () => undefined;

/**
 * Blocks requests to an upstream that fails repeatedly. After a cool-down one request is sent as a probe: its success
 * closes the circuit, its failure starts another cool-down.
 * Each request gets a function of its own to report its outcome. While the circuit is open only the probe's report
 * counts: a request that began before, or that is sent because there is no other provider, changes nothing.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private isProbing = false;
  /** Grows when the circuit opens; requests of an earlier period no longer count. */
  private period = 0;

  /** @param now in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Whether requests are blocked, except for probes. */
  get isOpen(): boolean {
    return this.failures >= MAX_FAILURES;
  }

  /** Whether `acquire` would admit a request now, be it as a probe. */
  get admits(): boolean {
    return !this.isOpen || (!this.isProbing && this.now() >= this.openUntil);
  }

  /**
   * Admits a request.
   *
   * @param isLast there is no other provider: the request passes an open circuit too
   * @returns undefined where the request is blocked
   */
  acquire(isLast = false): Settle | undefined {
    if (!this.admits) return isLast ? IGNORE : undefined;
    this.isProbing = this.isOpen;
    return this.admit();
  }

  private admit(): Settle {
    const { period } = this;
    let isSettled = false;
    return (outcome) => {
      if (isSettled || period !== this.period) return;
      isSettled = true;
      this.count(outcome);
    };
  }

  private count(outcome: Outcome): void {
    this.isProbing = false;
    if (outcome === 'succeeded') this.failures = 0;
    if (outcome !== 'failed') return;
    this.failures++;
    if (!this.isOpen) return;
    this.period++;
    this.openUntil = this.now() + COOL_DOWN_MS;
  }
}

/**
 * Whether a failure of this status is the upstream's own, so that another provider may succeed: an upstream that is
 * broken or overloaded, and limits that are reached. A faulty request fails everywhere, and a faulty credential must
 * be visible to the operator.
 */
export function isFailoverStatus(status: number): boolean {
  return status >= 500 || status === 429;
}

/** The upstream refuses the gateway's credentials or account: the requests of all clients fail until they are mended. */
const REFUSED_CREDENTIALS: ReadonlySet<number> = new Set([401, 402, 403]);

export function isCredentialRefusal(status: number): boolean {
  return REFUSED_CREDENTIALS.has(status);
}

/**
 * Whether the status means that the upstream cannot serve this gateway: it is unhealthy, or refuses the gateway's
 * credentials. A limit that is reached does not.
 */
export function isUpstreamFault(status: number): boolean {
  return status >= 500 || isCredentialRefusal(status);
}
