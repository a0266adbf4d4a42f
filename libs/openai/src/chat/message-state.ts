import { isObject, type JsonObject, ownValue } from '@gateway/protocol';
import { type AssistantPart, packState } from '@gateway/provider-kit';

/**
 * What an upstream sends beside the text of an answer, and wants back in its place (contract §14.6): OpenRouter's
 * `reasoning_details` of the message, and the `extra_content` of calls at Google's compatible endpoint.
 */
export interface MessageState {
  /** `reasoning_details`, the pieces of a stream put together. */
  readonly details: readonly JsonObject[];
  /** `extra_content` by the number of the call in its message, from 0. */
  readonly extras: ReadonlyMap<number, JsonObject>;
}

/** Characters of state that an answer may have: all of it travels with the client from then on. */
const MAX_STATE_LENGTH = 1_000_000;

/** Fields of a detail that arrive in pieces. */
const TEXTS = ['text', 'summary', 'data'];

/** Collects the state of one answer until a thinking block can carry it. */
export class MessageStateCollector {
  private details: JsonObject[] = [];
  private extras = new Map<number, JsonObject>();
  private length = 0;

  /** @param reader the only one that may have the state back */
  constructor(private readonly reader: string) {}

  addDetails(details: unknown): void {
    if (Array.isArray(details) && this.takes(details)) this.details.push(...details.filter(isObject));
  }

  addExtra(call: number, extra: unknown): void {
    if (isObject(extra) && this.takes(extra)) this.extras.set(call, extra);
  }

  /** The signature that carries what has come since the last one; undefined where nothing has. */
  take(): string | undefined {
    const { details, extras, reader } = this;
    if (details.length === 0 && extras.size === 0) return undefined;
    this.details = [];
    this.extras = new Map();
    const calls = Array.from({ length: Math.max(-1, ...extras.keys()) + 1 }, (_, call) => extras.get(call) ?? null);
    return packState('rc', {
      m: reader,
      ...(details.length > 0 && { rd: joinDetails(details) }),
      ...(calls.length > 0 && { xc: calls }),
    });
  }

  private takes(state: object): boolean {
    this.length += JSON.stringify(state).length;
    return this.length <= MAX_STATE_LENGTH;
  }
}

/** The state that the thinking blocks of an assistant turn carry; that of another reader is left out. */
export function readMessageState(parts: readonly AssistantPart[], reader: string): MessageState {
  const details: JsonObject[] = [];
  const extras = new Map<number, JsonObject>();
  for (const part of parts) {
    if (part.type !== 'thinking' || part.state.m !== reader) continue;
    const { rd, xc } = part.state;
    if (Array.isArray(rd)) details.push(...rd.filter(isObject));
    if (Array.isArray(xc)) xc.forEach((extra: unknown, call) => isObject(extra) && extras.set(call, extra));
  }
  return { details: joinDetails(details), extras };
}

/** Details as a whole answer has them: neighbours of one type and index are pieces of one. */
function joinDetails(pieces: readonly JsonObject[]): JsonObject[] {
  const joined: JsonObject[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const isNext = last !== undefined && last.type === piece.type && last.index === piece.index;
    if (!isNext || piece.index === undefined || (last.id && piece.id && last.id !== piece.id))
      joined.push({ ...piece });
    else joined[joined.length - 1] = { ...last, ...joinFields(last, piece) };
  }
  return joined;
}

function joinFields(known: JsonObject, piece: JsonObject): JsonObject {
  const fields = Object.entries(piece).map(([name, value]) => [name, joinField(name, ownValue(known, name), value)]);
  return Object.fromEntries(fields) as JsonObject;
}

function joinField(field: string, known: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return known;
  return TEXTS.includes(field) && typeof known === 'string' && typeof value === 'string' ? known + value : value;
}
