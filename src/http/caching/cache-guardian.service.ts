import { Injectable } from '@nestjs/common';
import type { Call, PromptParts } from '@gateway/provider-kit';
import { PinoLogger } from 'nestjs-pino';
import { InternalErrors } from '../../context/internal-errors.js';
import type { RequestContext } from '../../context/request-context.js';
import { RequestFeed } from '../../context/request.feed.js';
import { CacheBreaks } from './cache-breaks.js';
import { findBreak, toCachedShare, type WatchedTurn } from './find-break.js';
import { hashPrompt, type PromptHashes } from './prompt-hashes.js';
import { toClientPrompt } from './to-client-prompt.js';

/** Conversations that are remembered; the one that was idle longest is forgotten. */
const MAX_CONVERSATIONS = 1000;

type WatchedCall = Pick<Call, 'session' | 'headers' | 'request'>;

interface RunningTurn {
  readonly conversation: string;
  readonly client: PromptHashes;
  sent?: PromptHashes;
}

/** Compares each prompt with the one before it in its conversation, and reports what costs a cache. */
@Injectable()
export class CacheGuardian {
  private readonly turns = new Map<string, WatchedTurn>();
  private readonly running = new WeakMap<RequestContext, RunningTurn>();

  constructor(
    private readonly breaks: CacheBreaks,
    private readonly log: PinoLogger,
    private readonly errors: InternalErrors,
    feed: RequestFeed,
  ) {
    feed.ended.add('cache guardian', ({ response }) => this.end(response.locals.requestContext));
  }

  /**
   * Watches a request of a session. The prompts are hashed in ticks of their own: the request does not wait for them.
   *
   * @returns is called with the prompt that is sent upstream
   */
  watch(request: RequestContext, call: WatchedCall): (parts: PromptParts) => void {
    const { session, headers, request: asked } = call;
    const hashed = new Promise<RunningTurn>((resolve) => {
      this.later(() => {
        const client = hashPrompt(toClientPrompt(asked));
        // A conversation begins with its first message; a session has several, and a compaction begins a new one.
        const agent = headers['x-claude-code-agent-id'] ?? '';
        const turn = { conversation: `${session ?? ''} ${agent} ${client.messages[0] ?? 0}`, client };
        this.running.set(request, turn);
        resolve(turn);
      });
    });
    return (parts) =>
      this.later(() => {
        const sent = hashPrompt(parts);
        void hashed.then((turn) => (turn.sent = sent));
      });
  }

  private later(work: () => void): void {
    setImmediate(() => this.errors.shield('cache guardian', work));
  }

  private end(request: RequestContext): void {
    const turn = this.running.get(request);
    const { route, usage, stopReason } = request;
    if (turn === undefined || route === undefined || stopReason === undefined) return;
    const { conversation, client, sent } = turn;
    const target = `${route.provider}/${route.model}`;
    const present: WatchedTurn = { target, client, sent, share: toCachedShare(usage) };
    const former = this.turns.get(conversation);
    this.remember(conversation, present);
    const found = former && findBreak(former, present);
    if (found === undefined) return;
    const { reason, part = 'none' } = found;
    this.breaks.add({ reason, part: part.split(' ')[0] ?? part });
    this.log.warn(
      { requestId: request.requestId, target, reason, part, share: present.share, formerShare: former?.share },
      'a prompt lost its cache',
    );
  }

  private remember(conversation: string, turn: WatchedTurn): void {
    this.turns.delete(conversation);
    this.turns.set(conversation, turn);
    const [oldest] = this.turns.keys();
    if (this.turns.size > MAX_CONVERSATIONS && oldest !== undefined) this.turns.delete(oldest);
  }
}
