import type { MessageWriter } from '@gateway/protocol';
import { freshId, ownSearchId } from '@gateway/provider-kit';
import { packCallState } from './call-state.js';
import type { GeminiCall, GeminiPart } from './generate.types.js';
import { putArgument } from './tools/put-argument.js';

export interface CallContext {
  readonly writer: MessageWriter;
  readonly model: string;
}

/** A call whose arguments arrive in pieces. */
interface OpenCall {
  readonly call: GeminiCall;
  signature: string | undefined;
  readonly args: Record<string, unknown>;
}

/**
 * Writes tool calls to MessageWriter: the client's, after their signature, and those that Google ran itself, which it
 * requires back before the client's next one (contract §6.6, §14.3).
 */
export class CallPartsTranslator {
  private calls = 0;
  private serverParts: GeminiPart[] = [];
  private open: OpenCall | undefined;

  constructor(private readonly context: CallContext) {}

  /** Handles a part; returns whether it was about a call. */
  take(part: GeminiPart): boolean {
    const { functionCall, toolCall, toolResponse } = part;
    if (functionCall) this.takeCall(functionCall, part.thoughtSignature);
    else if (toolCall ?? toolResponse) this.takeServerPart(part);
    else return false;
    return true;
  }

  /** No part follows. `cut`: the response ended at a limit, so an incomplete call is left out. */
  finish(cut: boolean): void {
    if (cut) this.open = undefined;
    this.close();
  }

  /** A call has begun whose end has not come. */
  get isAmid(): boolean {
    return this.open !== undefined;
  }

  /** Pieces of arguments are never requested, but Vertex can send them. */
  private takeCall(call: GeminiCall, signature: string | undefined): void {
    if (call.name !== undefined) {
      this.close();
      if (call.willContinue !== true) {
        this.write(call, call.args, signature);
        return;
      }
      this.open = { call, signature, args: { ...call.args } };
    } else if (this.open === undefined) return;
    const { open } = this;
    open.signature ??= signature;
    for (const piece of call.partialArgs ?? []) putArgument(open.args, piece);
    if (call.willContinue !== true) this.close();
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (open !== undefined) this.write(open.call, open.args, open.signature);
  }

  private write({ id: given, name }: GeminiCall, args: Record<string, unknown> | undefined, signature?: string): void {
    const { writer, model } = this.context;
    const id = given === undefined || given === '' ? freshId('toolu_') : given;
    const { serverParts } = this;
    if (signature !== undefined || serverParts.length > 0) {
      this.serverParts = [];
      writer.signThought(packCallState(model, { signature, serverParts }));
    }
    const key = this.calls++;
    writer.toolCall(key, { id, name });
    writer.toolArguments(key, JSON.stringify(args ?? {}));
    writer.endToolCall(key);
  }

  private takeServerPart(part: GeminiPart): void {
    const { toolCall, toolResponse } = part;
    const { writer } = this.context;
    this.serverParts.push(part);
    if (toolResponse?.toolType === 'GOOGLE_SEARCH_WEB') {
      const requested = this.serverParts.find((other) => other.toolCall?.id === toolResponse.id)?.toolCall;
      // The hits come with the grounding, if at all: the response itself is only for Google.
      writer.webSearch({ id: ownSearchId(toolResponse.id), query: toQuery(requested?.args), found: [] });
    } else if (toolCall?.toolType !== undefined && toolCall.toolType !== 'GOOGLE_SEARCH_WEB') {
      writer.text(`[${toolCall.toolType.toLowerCase()}: ${JSON.stringify(toolCall.args ?? {})}]`);
    }
  }
}

function toQuery({ queries, query }: Record<string, unknown> = {}): string {
  if (Array.isArray(queries)) return queries.join(' | ');
  return typeof query === 'string' ? query : '';
}
