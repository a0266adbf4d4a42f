import type { RecognizedRefusal, Refusal, RefusalForm } from './refusal.types.js';

const REFUSED = [400, 422];

/** Characters of an error's sentence that are searched. */
const MAX_SENTENCE_LENGTH = 4000;

/** The refusal with the groups of its form; undefined where it has none of these forms. */
export function recognizeRefusal(refusal: Refusal, forms: readonly RefusalForm[]): RecognizedRefusal | undefined {
  for (const form of forms) {
    const groups = matchForm(refusal, form);
    if (groups !== undefined) return { ...refusal, groups };
  }
  return undefined;
}

function matchForm(
  { status, message, code, param, body }: Refusal,
  form: RefusalForm,
): readonly (string | undefined)[] | undefined {
  if (!(form.status ?? REFUSED).includes(status)) return undefined;
  if (form.code?.includes(code) === false) return undefined;
  if (form.param !== undefined && (param === undefined || !form.param.has(param))) return undefined;
  if (form.body?.(body) === false) return undefined;
  if (form.sentence === undefined) return [];
  return form.sentence.exec(message.slice(0, MAX_SENTENCE_LENGTH)) ?? undefined;
}
