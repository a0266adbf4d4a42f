import { Injectable } from '@nestjs/common';
import { type Call, freshId, Gate, type ProviderResult } from '@gateway/provider-kit';
import { cleanUsage, collectMessage, type Message, type SafeguardStatus } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import { catchError, defer, map, type Observable, of, switchMap, TimeoutError, timeout, toArray } from 'rxjs';
import { RequestContext } from '../../context/request-context.js';
import { FallbackService } from '../../routing/fallback/fallback.service.js';
import { ModelsService } from '../../routing/models/models.service.js';
import type { JudgeContext, JudgedCall } from './judged-calls.types.js';
import { toJudgeRequest } from './to-judge-request.js';
import { sameVerdict, toSafeguardStatus } from './to-safeguard-status.js';

/** Milliseconds that the end of an answer waits for its judge (contract §27.2). */
const JUDGE_TIMEOUT_MS = 20_000;

export interface JudgeParts {
  /** `provider/model` */
  readonly model: string;
  readonly context: JudgeContext;
  readonly calls: readonly JudgedCall[];
  /** Of the request whose answer is judged: the judge asks with the same token and session. */
  readonly requestContext: RequestContext;
  readonly session: string | undefined;
}

/** Asks a model whether tool calls must be stopped. */
@Injectable()
export class JudgeService {
  constructor(
    private readonly fallback: FallbackService,
    private readonly models: ModelsService,
    private readonly log: PinoLogger,
  ) {}

  /** The verdicts, at the latest after 20 s. Never fails: what goes wrong makes calls `unavailable`. */
  judge(parts: JudgeParts): Observable<SafeguardStatus> {
    const { calls, requestContext } = parts;
    return defer(() => this.ask(parts)).pipe(
      map((message) => {
        const route = this.models.route(parts.model);
        requestContext.judgement = { route, usage: cleanUsage(message.usage) };
        return toSafeguardStatus(textOf(message), calls);
      }),
      timeout(JUDGE_TIMEOUT_MS),
      catchError((error: unknown) => {
        this.log.warn({ error: String(error), calls: calls.length }, 'the safeguards model gave no verdict');
        if (error instanceof TimeoutError) return of(sameVerdict(calls, { type: 'unavailable', reason: 'timeout' }));
        return of<SafeguardStatus>({ type: 'unavailable', reason: 'error' });
      }),
    );
  }

  private ask({ model, context, calls, requestContext, session }: JudgeParts): Observable<Message> {
    const route = this.models.route(model);
    const request = toJudgeRequest(route.model, context, calls);
    const own = new RequestContext();
    own.token = requestContext.token;
    own.requiresPrice = requestContext.requiresPrice === true;
    own.route = route;
    const call: Call = {
      request,
      rawBody: Buffer.from(JSON.stringify(request)),
      headers: {},
      query: '',
      route,
      stream: false,
      session,
      requestId: freshId('req_'),
      changes: own.changes,
    };
    return this.fallback.open(call, own).pipe(switchMap(toMessage));
  }
}

/** The whole message of a reply, translated or handed on. */
function toMessage(result: ProviderResult): Observable<Message> {
  if (result.kind === 'count') throw new Error('a count is no verdict');
  if (result.kind === 'events')
    return result.events(new Gate()).pipe(
      toArray(),
      map((batches) => collectMessage(batches.flat())),
    );
  if (result.status >= 400) throw new Error(`HTTP ${result.status}`);
  return result.bytes(new Gate()).pipe(
    toArray(),
    map((bytes) => JSON.parse(Buffer.concat(bytes).toString()) as Message),
  );
}

function textOf({ content }: Message): string {
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}
