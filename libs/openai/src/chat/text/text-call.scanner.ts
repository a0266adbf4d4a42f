import { heldSuffix } from './held-suffix.js';
import { CALL_FORMS, readTextCalls } from './read-text-calls.js';
import type { TextCall } from './text-call.types.js';

const OPENINGS = CALL_FORMS.map(({ opens }) => opens);

/** Characters of a call that are waited for; a longer one stays text. */
const MAX_CALL = 1_000_000;

export type WrittenPiece = { readonly text: string } | { readonly call: TextCall };

/** Finds tool calls in the text of an answer; what is none, and all text around them, stays text. */
export class TextCallScanner {
  private held = '';
  private form: (typeof CALL_FORMS)[number] | undefined;
  /** Characters of `held` in which no closing mark begins. */
  private searched = 0;

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
    this.form = undefined;
    if (form === undefined) return held === '' ? [] : [{ text: held }];
    return toPieces(form, held, '', this.tools);
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
    this.searched = 0;
    return true;
  }

  /** Reads up to the closing mark. Returns whether there may be more. */
  private close(pieces: WrittenPiece[]): boolean {
    const { form, held, searched } = this;
    if (form === undefined) return false;
    const at = held.indexOf(form.closes, searched);
    if (at < 0 && held.length < MAX_CALL) {
      this.searched = Math.max(0, held.length - form.closes.length);
      return false;
    }
    const end = at < 0 ? held.length : at;
    pieces.push(...toPieces(form, held.slice(0, end), at < 0 ? '' : form.closes, this.tools));
    this.held = held.slice(at < 0 ? end : end + form.closes.length);
    this.form = undefined;
    return true;
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
