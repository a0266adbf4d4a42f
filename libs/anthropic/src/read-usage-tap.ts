import { cleanUsage } from '@gateway/protocol';
import { type AnswerFacts, findBeginning, sniffBody, SseReader } from '@gateway/provider-kit';
import { DeltaMeter } from './delta-meter.js';

/** Bytes of a whole response that are kept to be read at its end; a longer one is not read. */
const MAX_WHOLE = 8 * 1024 * 1024;

/** Reads the bytes of a response while they pass. It never delays them, and never fails. */
export interface UsageTap {
  push(bytes: Uint8Array): void;
  /** All bytes have passed, or no more will: returns the facts. */
  end(): AnswerFacts;
}

/** A tap for an answer: a stream of events, or one JSON document. Its first bytes decide, and not its label. */
export function readUsageTap(): UsageTap {
  let tap: UsageTap | undefined;
  let head = Buffer.alloc(0);
  return {
    push: (bytes) => {
      if (tap !== undefined) {
        tap.push(bytes);
        return;
      }
      head = Buffer.concat([head, bytes.subarray(head.length === 0 ? findBeginning(bytes) : 0)]);
      const form = sniffBody(head);
      if (form === undefined) return;
      tap = form === 'events' ? new StreamTap() : new WholeTap();
      tap.push(head);
    },
    end: () => tap?.end() ?? {},
  };
}

/** A text that all events with usage contain, and a few others. */
const USAGE_EVENTS = Buffer.from('"message_');

class StreamTap implements UsageTap {
  private readonly reader = new SseReader();
  private readonly meter = new DeltaMeter();
  private facts: AnswerFacts = {};
  private broken = false;
  /** The bytes so far end within an event. */
  private isAmid = false;

  push(bytes: Uint8Array): void {
    this.meter.push(bytes);
    const endsEvent = /\n\r?\n$/.test(Buffer.from(bytes.subarray(-3)).toString('latin1'));
    // Most reads are whole events without the text: they need not be decoded.
    if (!this.isAmid && endsEvent && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(USAGE_EVENTS))
      return;
    this.isAmid = !endsEvent;
    this.read(() => this.reader.push(bytes));
  }

  end(): AnswerFacts {
    this.read(() => this.reader.end());
    const { usage, stopReason } = this.facts;
    if (usage === undefined || stopReason !== undefined) return this.facts;
    // The end with its figures has not passed.
    const { output_tokens: known = 0 } = usage;
    return { usage: { ...usage, output_tokens: Math.max(known, this.meter.output) } };
  }

  private read(events: () => readonly string[]): void {
    if (this.broken) return;
    try {
      for (const data of events()) this.note(data);
    } catch {
      this.broken = true;
    }
  }

  /** Only the first and the last events have usage; the many between them are not parsed. */
  private note(data: string): void {
    if (!data.includes('"message_start"') && !data.includes('"message_delta"')) return;
    const event = JSON.parse(data) as StreamedFacts | null;
    if (event?.type === 'message_start') this.add(event.message?.usage);
    else if (event?.type === 'message_delta') this.add(event.usage, event.delta?.stop_reason);
  }

  private add(usage: unknown, stopReason?: unknown): void {
    // Figures of `message_delta` are cumulative; one that is null or no count leaves the former unchanged.
    this.facts = {
      ...this.facts,
      usage: { ...this.facts.usage, ...cleanUsage(usage) },
      ...toStopReason(stopReason),
    };
  }
}

class WholeTap implements UsageTap {
  private parts: Uint8Array[] = [];
  private size = 0;

  push(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size <= MAX_WHOLE) this.parts.push(bytes);
    else this.parts = [];
  }

  end(): AnswerFacts {
    if (this.size > MAX_WHOLE) return {};
    try {
      const message = JSON.parse(Buffer.concat(this.parts).toString()) as WholeFacts | null;
      const { usage, stop_reason: stopReason } = message ?? {};
      return { ...(usage ? { usage: cleanUsage(usage) } : {}), ...toStopReason(stopReason) };
    } catch {
      return {};
    }
  }
}

function toStopReason(value: unknown): Pick<AnswerFacts, 'stopReason'> {
  return typeof value === 'string' && value !== '' ? { stopReason: value } : {};
}

/** The fields that are read; their values may be of any type. */
interface WholeFacts {
  usage?: unknown;
  stop_reason?: unknown;
}

interface StreamedFacts {
  type?: string;
  message?: WholeFacts | null;
  usage?: unknown;
  delta?: WholeFacts | null;
}
