import { estimateTokens, MessageWriter, type StreamEvent, type WriterOptions } from '@gateway/protocol';
import {
  type Call,
  checkRequest,
  type CountReply,
  freshId,
  type Gate,
  type Provider,
  type Reply,
  resolveThoughts,
  type Tokenizer,
  type UpstreamRequest,
} from '@gateway/provider-kit';
import { defer, from, map, type Observable, of } from 'rxjs';
import { playScript } from './play-script.js';
import { writeScript } from './write-script.js';

/** Milliseconds between two pieces of a streamed response: slow enough to be seen, fast enough not to be waited for. */
const HEARTBEAT_MS = 25;

/** Streams a small script as Anthropic events. No upstream, no state. */
export class DemoProvider implements Provider {
  /** `beat`: milliseconds between two pieces of a stream; whole responses are not paced. */
  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly beat = HEARTBEAT_MS,
  ) {}

  open(call: Call): Observable<Reply> {
    return defer(() => {
      checkRequest(call.request, false);
      return of<Reply>({ kind: 'events', status: 200, headers: {}, events: (gate: Gate) => this.answer(call, gate) });
    });
  }

  countTokens(call: Call): Observable<CountReply> {
    const { system, messages, tools } = call.request;
    return defer(() => {
      checkRequest(call.request, true);
      return from(this.tokenizer.count([JSON.stringify({ system, messages, tools })])).pipe(
        map((tokens): CountReply => ({ kind: 'count', tokens })),
      );
    });
  }

  explain(call: Call): Promise<UpstreamRequest> {
    const body = 'The demo answers by itself: nothing is sent anywhere.';
    return Promise.resolve({ method: 'NONE', url: `demo:${call.route.model}`, headers: {}, body });
  }

  private answer(call: Call, gate: Gate): Observable<readonly StreamEvent[]> {
    const writer = new MessageWriter(toWriterOptions(call));
    return playScript(writeScript(call.request, writer), gate, call.stream ? this.beat : 0);
  }
}

function toWriterOptions({ request, route, rawBody, headers, changes }: Call): WriterOptions {
  return {
    id: freshId('msg_'),
    model: route.model,
    inputTokens: estimateTokens(rawBody.byteLength),
    thoughts: resolveThoughts(request),
    stopSequences: request.stop_sequences ?? [],
    singleToolCall: false,
    namesCaller: (headers['anthropic-version'] ?? '') >= '2026-10-21',
    naming: { toolName: (name) => name, toolId: () => freshId('toolu_') },
    onEstimatedUsage: () => changes.add('usage-estimated'),
  };
}
