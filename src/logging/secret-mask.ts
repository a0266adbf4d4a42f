/** Texts that look like a credential, whoever's it is. */
const LOOKS_SECRET = [
  // OpenAI, Anthropic and most who followed their example.
  /\bsk-[\w-]{8,}/g,
  // Google: API keys, access tokens, client secrets.
  /\bAIza[\w-]{20,}/g,
  /\bya29\.[\w.-]{8,}/g,
  /\bGOCSPX-[\w-]{8,}/g,
  // JSON Web Tokens, Microsoft's access tokens among them.
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[a-z]_\w{20,}/g,
  // The bearer's name stays, so that one sees what was there.
  /(?<=\bbearer\s)[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/)[^/@\s"]+(?=@)/g,
] as const;

/** Shorter values are words that a log has anyway; masking them would only spoil it. */
const SHORTEST = 4;

/** Takes credentials out of a text: those of the settings wherever they stand, others where they look like one. */
export class SecretMask {
  private readonly known: readonly string[];

  /** @param values credentials that are known */
  constructor(values: readonly string[]) {
    const forms = values.filter((value) => value.length >= SHORTEST).flatMap(formsOf);
    // Longest first: one may be a part of another.
    this.known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  }

  mask(text: string): string {
    let masked = text;
    for (const value of this.known) masked = masked.replaceAll(value, '***');
    for (const pattern of LOOKS_SECRET) masked = masked.replace(pattern, '***');
    return masked;
  }
}

/** A value as it stands in a text, in JSON, in JSON within JSON, and in a URL. */
function formsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const inInnerJson = JSON.stringify(inJson).slice(1, -1);
  return [value, inJson, inInnerJson, encodeURIComponent(value.toWellFormed())];
}
