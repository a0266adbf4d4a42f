import type { NamedToken } from '../../context/named-token.types.js';

/**
 * Reads a file of tokens: a JSON array of `{"name", "sha256"}`, with `models`, a list of patterns, where the token is
 * limited to some models.
 *
 * @throws Error that names the faulty entry, but not its hash
 */
export function parseTokens(text: string): readonly NamedToken[] {
  const entries = parse(text);
  if (!Array.isArray(entries)) throw new Error('must be a JSON array of {"name", "sha256", "models"}');
  const tokens = entries.map(toToken);
  const double = tokens.find(({ name }, i) => tokens.findIndex((token) => token.name === name) < i);
  if (double !== undefined) throw new Error(`the name ${JSON.stringify(double.name)} is used twice`);
  return tokens;
}

function toToken(entry: unknown, index: number): NamedToken {
  const { name, sha256, models } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  // The name is a key of the limits and a value in the log.
  if (typeof name !== 'string' || !/^[\w.@-]{1,64}$/.test(name))
    throw new Error(`entry ${index}: name must be 1 to 64 letters, digits or . @ _ -`);
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256))
    throw new Error(`entry ${index}: sha256 must be 64 hexadecimal digits`);
  const token = { name, digest: Buffer.from(sha256, 'hex') };
  if (models === undefined) return token;
  if (!Array.isArray(models) || !models.every((model) => typeof model === 'string'))
    throw new Error(`entry ${index}: models must be a list of patterns`);
  return { ...token, models };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8 would quote the text.
    throw new Error('is not JSON');
  }
}
