import { ApiError } from './api-error.js';
import { ArgumentsScanner } from './json/arguments-scanner.js';

export interface ToolCallNaming {
  /** The client's name of a tool, from the upstream's. */
  toolName(upstream: string): string;
  /**
   * An id that Anthropic accepts and that no other call of the conversation has, from the upstream's.
   *
   * @param upstream the upstream's id; undefined: it gave none
   * @param taken the ids of this answer's earlier calls, one for each call
   */
  toolId(upstream: string | undefined, taken: ReadonlySet<string>): string;
}

/** Where the queue writes: MessageWriter. */
export interface ToolCallSink {
  start(id: string, name: string): void;
  arguments(json: string): void;
  stop(): void;
  text(text: string): void;
}

interface ToolCall {
  readonly key: string | number;
  readonly arguments: ArgumentsScanner;
  /** Argument text that can be written as soon as this call is the open one. */
  ready: string;
  id: string | undefined;
  name: string;
  /** A delta of its arguments has been written, also an empty one. */
  spoke: boolean;
  state: 'waiting' | 'open' | 'written';
  ended: boolean;
}

/**
 * Puts calls that arrive interleaved into the order of a stream: one open at a time. The first call is streamed live,
 * the others wait. A call ends when the upstream ends it, or when its arguments are a complete object and another call
 * appears; complete arguments alone prove nothing.
 */
export class ToolCallQueue {
  private readonly calls = new Map<string | number, ToolCall>();
  private readonly ids = new Set<string>();
  private open: ToolCall | undefined;

  /** Calls of which a block was written. */
  written = 0;

  constructor(
    private readonly naming: ToolCallNaming,
    private readonly single: boolean,
    private readonly sink: ToolCallSink,
  ) {}

  /** A call is open or waiting. */
  get unfinished(): boolean {
    for (const call of this.calls.values()) if (call.state !== 'written') return true;
    return false;
  }

  declare(key: string | number, { id, name }: { id?: string | undefined; name?: string | undefined }): void {
    const call = this.find(key);
    if (call?.state !== 'waiting') return;
    if (id) call.id = id;
    if (name) call.name = name;
    this.advance();
  }

  push(key: string | number, json: string): void {
    const call = this.find(key);
    if (call === undefined || call.state === 'written') return;
    call.ready += call.arguments.push(json);
    this.advance();
  }

  end(key: string | number): void {
    const call = this.calls.get(key);
    if (call === undefined || call.state === 'written') return;
    call.ended = true;
    this.advance();
  }

  /** Whether the arguments that have come are a JSON object, which may be empty. */
  isComplete(key: string | number): boolean {
    return this.calls.get(key)?.arguments.isObject ?? false;
  }

  /** Writes the rest, in the upstream's order. `cut`: the response ended at a limit. */
  finish(cut: boolean): void {
    if (this.open !== undefined) this.write(this.open, cut);
    const rest = [...this.calls.values()].filter((call) => call.state === 'waiting');
    rest.sort((a, b) => (typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : 0));
    for (const call of rest) this.write(call, cut);
  }

  private find(key: string | number): ToolCall | undefined {
    let call = this.calls.get(key);
    if (call === undefined && !(this.single && this.calls.size > 0)) {
      call = {
        key,
        arguments: new ArgumentsScanner(),
        ready: '',
        id: undefined,
        name: '',
        spoke: false,
        state: 'waiting',
        ended: false,
      };
      this.calls.set(key, call);
    }
    return call;
  }

  /** Writes what the calls in order have ready. */
  private advance(): void {
    for (const call of this.calls.values()) {
      if (call.state === 'written') continue;
      if (call.ended) {
        this.write(call, false);
        continue;
      }
      this.flow(call);
      const others = this.calls.size > 1 && [...this.calls.values()].some((c) => c !== call && c.state === 'waiting');
      if (call.state === 'open' && call.arguments.complete && others) this.write(call, false);
      else return;
    }
  }

  private flow(call: ToolCall): void {
    if (call.ready === '') return;
    if (call.state === 'waiting') {
      if (call.id === undefined || call.name === '') return;
      this.start(call);
    }
    this.sink.arguments(call.ready);
    call.spoke = true;
    call.ready = '';
  }

  private start(call: ToolCall): void {
    const id = this.naming.toolId(call.id, this.ids);
    this.ids.add(id);
    call.state = 'open';
    this.open = call;
    this.sink.start(id, this.naming.toolName(call.name));
  }

  private write(call: ToolCall, cut: boolean): void {
    const rest = call.arguments.end();
    if (call.name === '') {
      // A call whose arguments cannot be read: its text is kept, an empty one is dropped.
      if (rest !== undefined && call.ready + rest !== '') this.sink.text(call.ready + rest);
      call.state = 'written';
      return;
    }
    if (call.state === 'waiting') this.start(call);
    const json = call.ready + (rest ?? '');
    if (json !== '' || !call.spoke) this.sink.arguments(json);
    if (rest === undefined && !cut) {
      throw new ApiError('api_error', `the arguments of the tool call "${call.name}" are not valid JSON`);
    }
    this.sink.stop();
    call.state = 'written';
    this.open = undefined;
    this.written++;
  }
}
