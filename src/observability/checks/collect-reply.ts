import { type ByteReply, type CountReply, Gate, type Reply, SseReader, toErrorType } from '@gateway/provider-kit';
import { ApiError, collectMessage, type ErrorBody, type Message, type StreamEvent } from '@gateway/protocol';
import { lastValueFrom, toArray } from 'rxjs';

/**
 * The message of a streamed reply.
 *
 * @throws ApiError the reply's failure, also where it is forwarded as bytes
 */
export async function collectReply(reply: Reply): Promise<Message> {
  if (reply.kind === 'events')
    return collectMessage((await lastValueFrom(reply.events(new Gate()).pipe(toArray()))).flat());
  const bytes = await collectBytes(reply);
  const sse = new SseReader();
  const events = [...sse.push(bytes), ...sse.end()].map((data) => JSON.parse(data) as StreamEvent | ErrorBody);
  const failure = events.find((event) => event.type === 'error');
  if (failure !== undefined) throw new ApiError(failure.error.type, failure.error.message);
  return collectMessage(events as StreamEvent[]);
}

/** The figure of a count, by the upstream or the gateway. */
export async function collectCount(counted: CountReply | ByteReply): Promise<number> {
  if (counted.kind === 'count') return counted.tokens;
  const { input_tokens: tokens } = JSON.parse(Buffer.from(await collectBytes(counted)).toString()) as {
    input_tokens?: unknown;
  };
  if (typeof tokens !== 'number') throw new ApiError('api_error', 'the count has no figure');
  return tokens;
}

async function collectBytes(reply: ByteReply): Promise<Uint8Array> {
  const bytes = Buffer.concat(await lastValueFrom(reply.bytes(new Gate()).pipe(toArray())));
  const { status } = reply;
  if (status >= 200 && status < 300) return bytes;
  throw new ApiError(toErrorType(status), readMessage(bytes.toString()) ?? `HTTP ${status} from upstream`, { status });
}

function readMessage(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Partial<ErrorBody>).error?.message;
  } catch {
    return undefined;
  }
}
