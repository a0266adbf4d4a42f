import { Injectable } from '@nestjs/common';
import { ApiError, isObject } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import type { RequestContext } from '../../context/request-context.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { PolicySettings } from './policy.settings.js';
import { toPolicyRequest } from './to-policy-request.js';

/** Characters of the service's sentence that a client gets. */
const MAX_SENTENCE = 500;

/** Asks the service of `POLICY_URL`. Nothing of a request is changed: it is allowed as it is, or blocked. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly settings: PolicySettings,
    private readonly upstream: UpstreamContext,
    private readonly log: PinoLogger,
  ) {}

  /**
   * @param gone aborts when the client has disconnected
   * @throws ApiError 400 `policy_blocked`; 529 where the service cannot decide and `POLICY_FAILURE` is `refuse`
   */
  async check(request: RequestContext, gone: AbortSignal): Promise<void> {
    const { body } = request;
    if (this.settings.POLICY_URL === undefined || body === undefined) return;
    const asked = toPolicyRequest(request, body.request, this.settings.POLICY_SCOPE);
    const blocked = await this.ask(this.settings.POLICY_URL, JSON.stringify(asked), gone);
    if (blocked !== undefined) throw new ApiError('policy_blocked', blocked);
  }

  /** The sentence for the client where the request is blocked. */
  private async ask(url: string, body: string, gone: AbortSignal): Promise<string | undefined> {
    const { POLICY_TOKEN: token, POLICY_TIMEOUT_SECONDS: seconds } = this.settings;
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const signal = AbortSignal.any([gone, AbortSignal.timeout(seconds * 1000)]);
    try {
      const response = await this.upstream.fetch(url, { method: 'POST', headers, body, signal });
      if (response.status !== 200) throw new Error(`POLICY_URL returned HTTP ${response.status}`);
      return readVerdict(await response.json());
    } catch (err) {
      if (!gone.aborted) this.log.error({ err }, 'the policy service cannot decide');
      if (this.settings.POLICY_FAILURE === 'allow') return undefined;
      throw new ApiError('overloaded_error', 'the policy of this gateway cannot be checked at present', {
        headers: { 'retry-after': '5' },
      });
    }
  }
}

/** @throws Error for an answer that is none: a service that is misconfigured must not allow everything */
function readVerdict(answer: unknown): string | undefined {
  if (!isObject(answer) || typeof answer.allow !== 'boolean') throw new Error('POLICY_URL returned no {"allow": …}');
  if (answer.allow) return undefined;
  const { message } = answer;
  const sentence = typeof message === 'string' ? message.trim().slice(0, MAX_SENTENCE) : '';
  return sentence === '' ? 'this request is blocked by the policy of the gateway' : sentence;
}
