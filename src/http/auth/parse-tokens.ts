import { Access, type Client, type GroupRules } from './access.js';
import { isGroupName } from './is-group-name.js';
import { type Fields, parseFields, parseLimits, parseModels } from './parse-limits.js';

/** An entry of the file: a client, and the digest of its token. */
type Entry = Client & { readonly digest: Buffer };

/**
 * Reads a file of tokens: a JSON array of `{"name", "sha256", "models", "group"}` with limits, or an object with such
 * an array as `tokens`, with `groups` by their names and rules for all clients; see `docs/budgets.md`.
 *
 * @throws Error that names the faulty entry, but not its hash
 */
export function parseTokens(text: string): Access {
  const parsed = parse(text);
  const file: Fields = Array.isArray(parsed) ? { tokens: parsed } : parseFields('the file', parsed);
  const unknown = Object.keys(file).find((key) => !['tokens', 'groups', 'all'].includes(key));
  if (unknown !== undefined) throw new Error('must be a JSON array of tokens, or have tokens, groups and all');
  const { tokens = [], groups = {}, all = {} } = file;
  if (!Array.isArray(tokens)) throw new Error('tokens must be a JSON array of {"name", "sha256", "models", "group"}');
  const entries = tokens.map(toEntry);
  const double = entries.find(({ name }, i) => entries.findIndex((entry) => entry.name === name) < i);
  if (double !== undefined) throw new Error(`the name ${JSON.stringify(double.name)} is used twice`);
  const rules = Object.entries(parseFields('groups', groups)).map(toGroup);
  const shared = [new Map(rules), toRules('all', all)] as const;
  const access = new Access([], ...shared);
  return new Access(
    entries.map((entry) => ({ ...access.admit(entry), digest: entry.digest })),
    ...shared,
    new Map(entries.map((entry) => [entry.name, entry])),
  );
}

function toGroup([name, group]: [string, unknown]): readonly [string, GroupRules] {
  const place = `group ${JSON.stringify(name)}`;
  // No token could name it, so its rules would limit nothing.
  if (!isGroupName(name)) throw new Error(`${place}: a name has no spaces or commas, and 1 to 128 characters`);
  return [name, toRules(place, group)];
}

function toEntry(entry: unknown, index: number): Entry {
  const place = `entry ${index}`;
  const fields = (entry ?? {}) as Fields;
  const { name, sha256, models, group } = fields;
  // The name is a key of the limits and a value in the log.
  if (!isName(name)) throw new Error(`${place}: name must be 1 to 64 letters, digits or . @ _ -`);
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256))
    throw new Error(`${place}: sha256 must be 64 hexadecimal digits`);
  if (group !== undefined && !isName(group))
    throw new Error(`${place}: group must be 1 to 64 letters, digits or . @ _ -`);
  return {
    name,
    digest: Buffer.from(sha256, 'hex'),
    groups: group === undefined ? [] : [group],
    models: parseModels(place, models),
    limits: parseLimits(place, fields, ['name', 'sha256', 'models', 'group']),
  };
}

function toRules(place: string, rules: unknown): GroupRules {
  const fields = parseFields(place, rules);
  const { each = {}, models } = fields;
  return {
    models: parseModels(place, models),
    each: parseLimits(`${place}: each`, parseFields(`${place}: each`, each), []),
    limits: parseLimits(place, fields, ['models', 'each']),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.@-]{1,64}$/.test(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8 would quote the text.
    throw new Error('is not JSON');
  }
}
