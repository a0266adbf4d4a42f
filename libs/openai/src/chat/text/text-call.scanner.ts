import { heldSuffix } from './held-suffix.js';
import { CALL_FORMS, readTextCalls } from './read-text-calls.js';
import type { TextCall } from './text-call.types.js';

const OPENINGS = CALL_FORMS.map(({ opens }) => opens);

/** Characters of a call that are waited for; a longer one stays text. */
const MAX_CALL = 1_000_000;

export type WrittenPiece = { readonly text: string } | { readonly call: TextCall };

/** Finds tool calls in the text of an answer; what is none, and all text around them, stays text. */
export class TextCallScanner {
  /** Text that is not read yet. */
  private held = '';
  private form: (typeof CALL_FORMS)[number] | undefined;
  /** What was read of the form's inside, in pieces: joined once. */
  private inside: string[] = [];
  private length = 0;
  /** The end of it, in which a closing mark may have begun. */
  private tail = '';

  constructor(private readonly tools: ReadonlySet<string>) {}

  push(text: string): readonly WrittenPiece[] {
    this.held += text;
    const pieces: WrittenPiece[] = [];
    while (this.form === undefined ? this.open(pieces) : this.close(pieces));
    return pieces;
  }

  /** What is held back, because nothing more comes: a call without its last mark counts where it is complete. */
  end(): readonly WrittenPiece[] {
    const { form, held } = this;
    this.held = '';
    if (form === undefined) return held === '' ? [] : [{ text: held }];
    return toPieces(form, this.leave(), '', this.tools);
  }

  /** Lets text go up to the next opening mark. Returns whether one was found. */
  private open(pieces: WrittenPiece[]): boolean {
    const found = CALL_FORMS.map((form) => ({ form, at: this.held.indexOf(form.opens) })).filter(({ at }) => at >= 0);
    const [first] = found.sort((one, other) => one.at - other.at);
    const free = first?.at ?? this.held.length - heldSuffix(this.held, OPENINGS);
    if (free > 0) pieces.push({ text: this.held.slice(0, free) });
    if (first === undefined) {
      this.held = this.held.slice(free);
      return false;
    }
    this.form = first.form;
    this.held = this.held.slice(free + first.form.opens.length);
    return true;
  }

  /** Reads up to the closing mark. Returns whether there may be more. */
  private close(pieces: WrittenPiece[]): boolean {
    const { form, held, tail } = this;
    if (form === undefined) return false;
    const at = (tail + held).indexOf(form.closes);
    const end = this.length - tail.length + at;
    this.inside.push(held);
    this.length += held.length;
    this.tail = (tail + held).slice(1 - form.closes.length);
    this.held = '';
    if (at < 0 && this.length < MAX_CALL) return false;
    const inside = this.leave();
    if (at >= 0) this.held = inside.slice(end + form.closes.length);
    const call = at < 0 ? inside : inside.slice(0, end);
    pieces.push(...toPieces(form, call, at < 0 ? '' : form.closes, this.tools));
    return true;
  }

  /** What stands inside, which ends here. */
  private leave(): string {
    const inside = this.inside.join('');
    Object.assign(this, { form: undefined, inside: [], length: 0, tail: '' });
    return inside;
  }
}

function toPieces(
  form: (typeof CALL_FORMS)[number],
  inside: string,
  closes: string,
  tools: ReadonlySet<string>,
): readonly WrittenPiece[] {
  const calls = readTextCalls(form, inside, tools);
  return calls?.map((call) => ({ call })) ?? [{ text: form.opens + inside + closes }];
}
