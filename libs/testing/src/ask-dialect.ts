import { type Call, type Dialect, Gate, type Provider, translatedProvider } from '@gateway/provider-kit';
import type { MessagesRequest, StreamEvent } from '@gateway/protocol';
import { lastValueFrom, reduce, switchMap } from 'rxjs';
import { providerContext } from './provider-context.js';
import type { FakeUpstream, ReceivedRequest } from './fake-encoder.types.js';
import { readCount } from './read-count.js';

/** A dialect, and the upstream's side of the conversation. */
export interface Subject {
  readonly dialect: Dialect<unknown, unknown>;
  /** The upstream's own name of a model that it has. */
  readonly model: string;
  readonly language: FakeUpstream;
}

/** What the upstream answers to this body. */
export type Upstream = (requested: ReceivedRequest, body: Record<string, unknown>) => Response;

const schema = { type: 'object', properties: { city: { type: 'string' } } };

const QUESTION: MessagesRequest = {
  model: 'claude-opus-5',
  max_tokens: 4000,
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Where am I?' }],
  tools: ['look', 'ping'].map((name) => ({ name, description: 'Does it.', input_schema: schema })),
  thinking: { type: 'adaptive' },
};

/** A call for this dialect, and a provider that uses it at an endpoint without credentials. */
function prepare({ dialect, model }: Subject, stream: boolean, upstream: Upstream): [Provider, Call] {
  const request = { ...QUESTION, stream };
  const provider = translatedProvider({
    context: providerContext((_, init) => {
      const body = JSON.parse(init?.body as string) as Record<string, unknown>;
      // What it throws is a failure of the connection.
      return new Promise((resolve) => resolve(upstream({ action: 'generate', model, stream }, body)));
    }),
    endpoint: {
      sign: ({ path, body }) =>
        Promise.resolve({
          url: `http://upstream.test${path}`,
          init: { method: 'POST', headers: new Headers(), body: JSON.stringify(body) },
        }),
    },
    dialect: () => dialect,
  });
  const call = {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { requestedModel: request.model, provider: 'subject', model },
    stream,
    requestId: 'req_1',
    changes: new Set<never>(),
  };
  return [provider, call];
}

/** Every event that a client would get. */
export function askDialect(subject: Subject, stream: boolean, upstream: Upstream): Promise<StreamEvent[]> {
  const [provider, call] = prepare(subject, stream, upstream);
  const events = provider.open(call).pipe(
    switchMap((reply) => {
      if (reply.kind !== 'events') throw new Error('the answer is handed on as bytes');
      return reply.events(new Gate());
    }),
    reduce((all: StreamEvent[], some) => [...all, ...some], []),
  );
  return lastValueFrom(events);
}

/** The size of the prompt that a client would be told. */
export function countWithDialect(subject: Subject, upstream: Upstream): Promise<number> {
  const [provider, call] = prepare(subject, false, upstream);
  return readCount(provider, call);
}
