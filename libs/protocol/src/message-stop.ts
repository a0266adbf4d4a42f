import type { StopDetails, StopReason } from './message.types.js';

/** How a message ends. */
export interface MessageEnd {
  readonly reason: StopReason;
  readonly sequence: string | null;
  readonly details: StopDetails | undefined;
}

/** Why a response ends, as far as its upstream has reported it. */
export class MessageStop {
  private reason: StopReason = 'end_turn';
  private sequence: string | null = null;
  private details: StopDetails | undefined;

  /** Whether the response was cut off, so that the calls it left open are incomplete. */
  get isCut(): boolean {
    return this.reason !== 'end_turn' && this.reason !== 'tool_use';
  }

  set(reason: StopReason, explanation?: string): void {
    this.reason = reason;
    const refusal = { type: 'refusal' as const, category: null, explanation: explanation ?? null };
    this.details = reason === 'refusal' ? refusal : undefined;
  }

  setSequence(sequence: string): void {
    this.reason = 'stop_sequence';
    this.sequence = sequence;
  }

  /** @param called the message has a tool call: the client runs calls only where the stop reason is `tool_use` */
  end(called: boolean): MessageEnd {
    const { reason, sequence, details } = this;
    if (called && (reason === 'end_turn' || reason === 'stop_sequence'))
      return { reason: 'tool_use', sequence: null, details };
    return { reason: !called && reason === 'tool_use' ? 'end_turn' : reason, sequence, details };
  }
}
