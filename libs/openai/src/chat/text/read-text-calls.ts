import { isObject, type JsonObject } from '@gateway/protocol';
import type { TextCall } from './text-call.types.js';

/** What stands between a form's marks. */
type Reader = (inside: string) => readonly Called[] | undefined;

interface Called {
  readonly name: string;
  readonly input: unknown;
}

/** A form in which engines without a parser leave calls in the text: the marks around it, and how it is read. */
interface CallForm {
  readonly opens: string;
  readonly closes: string;
  readonly read: Reader;
}

/** Hermes and Qwen: JSON, or Qwen 3's function inside; Llama and Qwen 3 without the outer mark; a block of JSON. */
export const CALL_FORMS: readonly CallForm[] = [
  {
    opens: '<tool_call>',
    closes: '</tool_call>',
    read: (inside) => (inside.trimStart().startsWith('<function=') ? readWrapped(inside.trim()) : readJson(inside)),
  },
  { opens: '<function=', closes: '</function>', read: readFunction },
  { opens: '```json', closes: '```', read: readJson },
];

/** The calls between a form's marks; undefined where it holds none, or one of a tool that was not offered. */
export function readTextCalls(
  form: CallForm,
  inside: string,
  tools: ReadonlySet<string>,
): readonly TextCall[] | undefined {
  const calls = form.read(inside);
  if (calls === undefined || calls.length === 0 || !calls.every(({ name }) => tools.has(name))) return undefined;
  return calls.map(({ name, input }) => ({ name, arguments: JSON.stringify(input) }));
}

function readJson(inside: string): readonly Called[] | undefined {
  const parsed = parse(inside);
  const calls = (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).map(toCalled);
  return calls.every((call) => call !== undefined) ? calls : undefined;
}

function toCalled(value: unknown): Called | undefined {
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  const { arguments: given, parameters } = value;
  const input = typeof given === 'string' ? parse(given) : (given ?? parameters);
  return isObject(input) ? { name: value.name, input } : undefined;
}

/** `<function=NAME>…</function>`, whole. */
function readWrapped(text: string): readonly Called[] | undefined {
  const end = text.lastIndexOf('</function>');
  return readFunction(text.slice('<function='.length, end < 0 ? undefined : end));
}

/** `NAME>{…}` or `NAME><parameter=KEY>VALUE</parameter>…` */
function readFunction(inside: string): readonly Called[] | undefined {
  const at = inside.indexOf('>');
  if (at < 0) return undefined;
  const name = inside.slice(0, at).trim();
  const rest = inside.slice(at + 1);
  const input = rest.trimStart().startsWith('{') ? parse(rest) : readParameters(rest);
  return isObject(input) ? [{ name, input }] : undefined;
}

function readParameters(text: string): JsonObject {
  const entries = text
    .split('<parameter=')
    .slice(1)
    .map((entry) => {
      const at = entry.indexOf('>');
      const value = entry.slice(at + 1).split('</parameter>')[0] ?? '';
      return [entry.slice(0, Math.max(0, at)), toValue(value.replace(/^\n/, '').replace(/\n$/, ''))] as const;
    });
  return Object.fromEntries(entries);
}

/** A value without its type: JSON where it can only be that, else a text. */
function toValue(text: string): unknown {
  return /^(?:[[{]|(?:true|false|null|-?\d{1,15}(?:\.\d{1,15})?)$)/.test(text) ? (parse(text) ?? text) : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
