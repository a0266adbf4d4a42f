import { isObject } from '@gateway/protocol';
import { readFrames } from './read-frames.js';
import { JudgedBlock } from './judged-block.js';
import { judgeError, judgeMessageDelta, judgeMessageStart, text } from './judge-event.js';

/**
 * Lists the violations of an Anthropic stream as sentences; a valid stream has none. Reads the wire itself, whose
 * frames are judged too, or parsed events. Written from the published grammar and from what the official SDK
 * rejects, independent of the code that it judges.
 */
export function judgeStream(stream: string | Uint8Array | readonly unknown[]): string[] {
  if (typeof stream !== 'string' && !(stream instanceof Uint8Array)) return judgeEvents(stream);
  const { frames, violations } = readFrames(stream);
  return [...violations, ...judgeEvents(frames.map((frame) => frame.data))];
}

function judgeEvents(events: readonly unknown[]): string[] {
  const judge = new StreamJudge();
  for (const event of events) judge.judge(event);
  return judge.close();
}

/** Where a stream stands: `delta` is after `message_delta`, `over` after `message_stop` or an error. */
type Phase = 'before' | 'open' | 'delta' | 'over';

class StreamJudge {
  private readonly violations: string[] = [];
  private phase: Phase = 'before';
  private received = 0;
  private readonly blocks: JudgedBlock[] = [];
  private open: JudgedBlock | undefined;
  private stopReason: string | undefined;
  private failed = false;

  judge(event: unknown): void {
    const type = isObject(event) ? event.type : undefined;
    const place = `event ${this.received++} (${text(type)})`;
    if (!isObject(event) || typeof type !== 'string') this.object(place, 'is no event');
    else if (this.misplaced(type)) this.object(place, this.misplaced(type));
    else this.take(type, event, place);
  }

  /** The verdict, with the checks that need the whole stream. */
  close(): string[] {
    if (this.phase !== 'over') this.object('the stream', 'ends without message_stop or error');
    this.judgeCalls();
    return this.violations;
  }

  private take(type: string, event: Record<string, unknown>, place: string): void {
    switch (type) {
      case 'message_start':
        if (this.phase !== 'before') this.object(place, 'is a second message_start');
        this.phase = 'open';
        this.objectAll(place, judgeMessageStart(event));
        break;
      case 'content_block_start':
        this.startBlock(event, place);
        break;
      case 'content_block_delta':
        if (this.speaksOfOpenBlock(event, place)) this.objectAll(place, this.open?.delta(event.delta) ?? []);
        break;
      case 'content_block_stop':
        if (this.speaksOfOpenBlock(event, place)) this.objectAll(place, this.open?.stop() ?? []);
        this.open = undefined;
        break;
      case 'message_delta':
        if (this.open) this.object(place, `comes while block ${this.open.index} is open`);
        this.phase = 'delta';
        this.objectAll(place, judgeMessageDelta(event));
        this.stopReason = isObject(event.delta) ? text(event.delta.stop_reason) : undefined;
        break;
      case 'message_stop':
        if (this.phase !== 'delta') this.object(place, 'comes without message_delta');
        if (Object.keys(event).length > 1) this.object(place, 'has more than a type');
        this.phase = 'over';
        break;
      case 'error':
        this.objectAll(place, judgeError(event));
        this.failed = true;
        this.phase = 'over';
        break;
      case 'ping':
        if (Object.keys(event).length > 1) this.object(place, 'has more than a type');
        break;
      default:
        this.object(place, 'is of an unknown type');
    }
  }

  /** Why an event of this type cannot stand here; an empty text: it can. */
  private misplaced(type: string): string {
    if (this.phase === 'over') return 'comes after the end';
    if (this.phase === 'before' && type !== 'message_start') return 'comes before message_start';
    if (this.phase === 'delta' && type !== 'message_stop' && type !== 'ping') return 'comes after message_delta';
    return '';
  }

  private startBlock(event: Record<string, unknown>, place: string): void {
    if (this.open) this.object(place, `interleaves: block ${this.open.index} is open`);
    if (event.index !== this.blocks.length)
      this.object(place, `has index ${text(event.index)}, expected ${this.blocks.length}`);
    this.open = new JudgedBlock(this.blocks.length, event.content_block);
    this.objectAll(place, this.open.start(this.blocks));
    this.blocks.push(this.open);
  }

  private speaksOfOpenBlock(event: Record<string, unknown>, place: string): boolean {
    if (!this.open) this.object(place, 'comes while no block is open');
    else if (event.index !== this.open.index)
      this.object(place, `has index ${text(event.index)}, open is ${this.open.index}`);
    else return true;
    return false;
  }

  /** What only the stop reason decides: whether there were calls, and whether their input had to be whole. */
  private judgeCalls(): void {
    const calls = this.blocks.filter((block) => block.type === 'tool_use');
    if (this.stopReason === 'tool_use' && calls.length === 0)
      this.object('stop_reason tool_use', 'without a tool_use block');
    if (calls.length > 0 && ['end_turn', 'stop_sequence'].includes(this.stopReason ?? ''))
      this.object(`stop_reason ${text(this.stopReason)}`, 'in spite of a tool_use block');
    // A limit may cut the last call short; one that was closed before a failure is executed by the client.
    const cut = this.stopReason === 'max_tokens' ? this.blocks.at(-1) : undefined;
    for (const block of this.blocks)
      if (block !== cut && block.closed) this.objectAll(`block ${block.index}`, block.judgeInput());
    if (this.open && !this.failed) this.object(`block ${this.open.index}`, 'is never closed');
  }

  private object(place: string, problem: string): void {
    this.violations.push(`${place} ${problem}`);
  }

  private objectAll(place: string, problems: readonly string[]): void {
    for (const problem of problems) this.object(place, problem);
  }
}
