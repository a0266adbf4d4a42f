/** A JSON value inside a text, and the way back to the text with another value in its place. */
export interface EmbeddedJson {
  readonly value: unknown;
  wrap(json: string): string;
}

/** A frame of an event stream, arguments of a call, a signature of the gateway: head, JSON, tail. */
const FORMS: readonly { readonly form: RegExp; readonly encoding: 'utf8' | 'base64url' }[] = [
  { form: /^((?:event: [^\r\n]*\r?\n)?data: )([[{].*)(\r?\n\r?\n)$/, encoding: 'utf8' },
  { form: /^()([[{].*)()$/s, encoding: 'utf8' },
  { form: /^(gw1\.\w+\.)([\w-]+)()$/, encoding: 'base64url' },
];

/** The JSON inside a text; undefined where there is none. */
export function readEmbeddedJson(text: string): EmbeddedJson | undefined {
  for (const { form, encoding } of FORMS) {
    const [, head, json, tail] = form.exec(text) ?? [];
    const value = json === undefined ? undefined : parse(Buffer.from(json, encoding).toString());
    if (value !== undefined)
      return { value, wrap: (changed) => `${head}${Buffer.from(changed).toString(encoding)}${tail}` };
  }
  return undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
