import type { JsonObject } from '@gateway/protocol';
import { decodePointer, resolveReference } from '@gateway/provider-kit';
import { subschemas } from './schema-keywords.js';

/** The parts of one document that its `$ref`s point to, found by pointer and distinguished by identity. */
export class SchemaDefinitions {
  private readonly names = new Map<JsonObject, string>();
  private readonly cyclic = new Map<JsonObject, boolean>();
  private readonly notes = new Map<JsonObject, Set<string>>();
  private readonly cleaned = new Map<string, JsonObject>();

  constructor(private readonly root: JsonObject) {}

  /** The target of a reference; undefined for another document's, for anchors, and where there is none. */
  resolve(ref: string): JsonObject | undefined {
    return resolveReference(this.root, ref);
  }

  /** The name under `$defs` of a reference's target. `clean` is called for its content the first time. */
  define(ref: string, target: JsonObject, clean: () => JsonObject): string {
    const known = this.names.get(target);
    if (known !== undefined) return known;
    const name = this.freshName(ref);
    this.names.set(target, name);
    // A placeholder, so that definitions are in the order in which they are first needed.
    this.cleaned.set(name, {});
    this.cleaned.set(name, clean());
    return name;
  }

  /** Moves a description from beside a reference, where nothing is allowed, to its target. */
  note(target: JsonObject, said: unknown): void {
    if (typeof said !== 'string') return;
    this.notes.set(target, (this.notes.get(target) ?? new Set()).add(said));
  }

  /** Whether a schema leads back to itself. */
  isCyclic(target: JsonObject): boolean {
    const known = this.cyclic.get(target);
    if (known !== undefined) return known;
    const seen = new Set<JsonObject>();
    const open = [target];
    let found = false;
    for (let schema = open.pop(); schema !== undefined && !found; schema = open.pop()) {
      const next = [...subschemas(schema)];
      const pointed = typeof schema.$ref === 'string' ? this.resolve(schema.$ref) : undefined;
      if (pointed !== undefined) next.push(pointed);
      found = next.includes(target);
      open.push(...next.filter((other) => !seen.has(other)));
      next.forEach((other) => seen.add(other));
    }
    this.cyclic.set(target, found);
    return found;
  }

  /** The content of `$defs`; undefined where no reference is left. */
  all(): JsonObject | undefined {
    if (this.cleaned.size === 0) return undefined;
    for (const [target, said] of this.notes) {
      const schema = this.cleaned.get(this.names.get(target) ?? '');
      if (schema === undefined) continue;
      const { description } = schema;
      schema.description = [...(typeof description === 'string' ? [description] : []), ...said].join(' ');
    }
    return Object.fromEntries(this.cleaned);
  }

  private freshName(ref: string): string {
    const last = decodePointer(ref.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_');
    const name = last === '' || last === '_' ? 'schema' : last;
    let free = name;
    for (let n = 2; this.cleaned.has(free); n++) free = `${name}_${n}`;
    return free;
  }
}
