import { CREDENTIAL_FORMS } from '@gateway/provider-kit';

/** Forms of a credential: those that providers issue, and those that follow from the place in a header or a URL. */
const LOOKS_SECRET = [
  ...CREDENTIAL_FORMS,
  // The word `bearer` and the URL stay, so that the log shows the kind of credential.
  /(?<=\bbearer\s)[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/)[^/@\s"]+(?=@)/g,
] as const;

/** Shorter values are common words; masking them would make the log unreadable. */
const SHORTEST = 4;

/** Masks credentials in a text: those of the settings wherever they are, others by their form. */
export class SecretMask {
  private known: readonly string[] = [];

  /** @param values the known credentials */
  constructor(values: readonly string[]) {
    this.add(values);
  }

  /** Adds credentials that are used from now on; the former are masked as before. */
  add(values: readonly string[]): void {
    const forms = values.filter((value) => value.length >= SHORTEST).flatMap(formsOf);
    // Longest first: one may be a part of another.
    this.known = [...new Set([...this.known, ...forms])].sort((a, b) => b.length - a.length);
  }

  mask(text: string): string {
    let masked = text;
    for (const value of this.known) masked = masked.replaceAll(value, '***');
    for (const pattern of LOOKS_SECRET) masked = masked.replace(pattern, '***');
    return masked;
  }
}

/** A value as it appears in a text, in JSON, in JSON within JSON, and in a URL. */
function formsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const inInnerJson = JSON.stringify(inJson).slice(1, -1);
  return [value, inJson, inInnerJson, encodeURIComponent(value.toWellFormed())];
}
