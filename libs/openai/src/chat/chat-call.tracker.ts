import type { ChatToolCall } from './chat.types.js';

/** What is known of one tool call so far. */
export interface KnownCall {
  /** The writer's key of the call. */
  readonly key: number | string;
  /** The upstream's index, where it gave one. */
  readonly index: number | undefined;
  id: string | undefined;
  name: string;
  /** The text of its arguments. */
  arguments: string;
}

/** One entry of `tool_calls`, with every field that may be missing filled in. */
interface Entry {
  readonly index: number | undefined;
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** Its place among the entries of its delta. */
  readonly place: number;
}

/** How the arguments of a call may begin: an object, or one of the forms in which servers wrap it. */
const BEGINNING = /^\s*[{"'`]/;

/**
 * Finds out which call an entry of `tool_calls` is about (contract §13.4). OpenAI numbers its calls; compatible servers
 * leave out the index or the id, give all calls the same one, make up an id for each piece, repeat the name, or cut it.
 */
export class ChatCallTracker {
  private readonly calls: KnownCall[] = [];
  /** The calls that the current delta, and the latest one with several entries, were about. */
  private current: KnownCall[] = [];
  private several: readonly KnownCall[] = [];
  private isSeveral = false;

  /**
   * @param isWhole whether the arguments of a call, as far as they have come, are a JSON object
   * @param names the tools that the upstream was told of
   */
  constructor(
    private readonly isWhole: (key: number | string) => boolean,
    private readonly names: ReadonlySet<string>,
  ) {}

  get size(): number {
    return this.calls.length;
  }

  /** A delta begins that has this many entries. */
  startDelta(entries: number): void {
    if (this.isSeveral) this.several = this.current;
    this.isSeveral = entries > 1;
    this.current = [];
  }

  /** The call that the next entry of the delta is about; what the entry says of it is noted. */
  take({ index, id, function: called }: ChatToolCall): {
    readonly call: KnownCall;
    readonly number: number;
    readonly text: string;
  } {
    const args = called?.arguments ?? '';
    const entry: Entry = {
      index: index ?? undefined,
      id: String(id ?? ''),
      name: called?.name ?? '',
      text: typeof args === 'string' ? args : JSON.stringify(args),
      place: this.current.length,
    };
    const known = this.findKnown(entry);
    const call = known === undefined || this.isAnother(known, entry) ? this.open(entry, known) : known;
    this.current.push(call);
    note(call, entry);
    return { call, number: this.calls.indexOf(call), text: entry.text };
  }

  private findKnown(entry: Entry): KnownCall | undefined {
    const { index, id, name } = entry;
    const { calls } = this;
    const last = calls.at(-1);
    const beside = this.findBeside(entry);
    if (beside !== undefined) return beside;
    if (index !== undefined) return calls.findLast((call) => call.index === index);
    if (id !== '') {
      // An unknown id alone is a new call, unless the last one is still within its arguments.
      const within = name === '' && last !== undefined && last.arguments !== '' && !this.isWhole(last.key);
      return calls.findLast((call) => call.id === id) ?? (within ? last : undefined);
    }
    const open = (call: KnownCall): boolean => !this.isWhole(call.key);
    if (name !== '') return calls.findLast((call) => call.name === name && open(call)) ?? last;
    return last === undefined || open(last) ? last : (calls.find(open) ?? last);
  }

  /** In a delta with several entries: the call that stood in the same place of the one before. */
  private findBeside({ index, id, name, place }: Entry): KnownCall | undefined {
    const beside = this.isSeveral ? this.several[place] : undefined;
    const fits = beside?.index === index && ['', beside?.id].includes(id) && ['', beside?.name].includes(name);
    return fits ? beside : undefined;
  }

  private isAnother(known: KnownCall, { index, id, name, text }: Entry): boolean {
    const isWhole = this.isWhole(known.key);
    if (name === '' || known.name === '') return false;
    const sameName = name === known.name;
    // A name that is repeated with each piece.
    if (sameName && known.arguments !== '' && text.trim() !== '' && !BEGINNING.test(text)) return false;
    // An id of its own alone proves nothing: some servers make one up for every piece.
    if (id !== '' && known.id !== undefined && id !== known.id) return true;
    const sameId = id !== '' && id === known.id;
    if (this.current.includes(known)) return !sameId || isWhole || BEGINNING.test(text);
    // Where no argument has come, a name may be the next piece of a name.
    if (!isWhole) {
      const begins = known.arguments === '' || BEGINNING.test(text);
      return id === '' && begins && !sameName && this.areTools(known.name, name);
    }
    const isRepeated = text.trim() === '' || text === known.arguments;
    if (sameName && isRepeated && (sameId || index !== undefined)) return false;
    return true;
  }

  private areTools(one: string, other: string): boolean {
    return this.names.has(one) && this.names.has(other) && !this.names.has(one + other);
  }

  private open({ index }: Entry, known: KnownCall | undefined): KnownCall {
    const { size } = this;
    const key = known === undefined && index !== undefined ? index : `${index ?? ''}.${size}`;
    const call: KnownCall = { key, index, id: undefined, name: '', arguments: '' };
    this.calls.push(call);
    return call;
  }
}

function note(call: KnownCall, { id, name, text }: Entry): void {
  if (call.name === '') call.name = name;
  // Servers that cut a name in pieces send the pieces without an id; others repeat the whole of it.
  else if (id === '' && name !== call.name && call.arguments === '') call.name += name;
  if (id !== '') call.id ??= id;
  call.arguments += text;
}
