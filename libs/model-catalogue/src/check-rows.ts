import type { ErrorObject } from 'ajv';
import { findRowMistakes } from './find-row-mistakes.js';
import type { ModelRow } from './model-row.types.js';
import schema from './models.schema.json' with { type: 'json' };

/** More mistakes than these are counted instead of listed. */
const MAX_MISTAKES = 20;

export type CheckedRows = { readonly rows: readonly ModelRow[] } | { readonly mistakes: readonly string[] };

/**
 * Checks the parsed content of a file of rows: its shape by the schema, then what a schema cannot express. Each mistake
 * names file, row and field.
 * @param known rows that the file's rows may be `like`, such as the built-in ones
 */
export async function checkRows(file: string, value: unknown, known: readonly ModelRow[] = []): Promise<CheckedRows> {
  const check = await loadRowCheck();
  return check(file, value, known);
}

export type RowCheck = (file: string, value: unknown, known: readonly ModelRow[]) => CheckedRows;

/** `checkRows` without its wait: the validator is loaded once, and checks any number of files. */
export async function loadRowCheck(): Promise<RowCheck> {
  // Only a gateway with a MODELS_FILE pays for the validator.
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ allErrors: true, strictTypes: true, allowUnionTypes: true }).compile<readonly ModelRow[]>(
    schema,
  );
  return (file, value, known) => {
    const mistakes = validate(value)
      ? findRowMistakes(value, known)
      : (validate.errors ?? []).map((error) => describeError(error, value));
    return mistakes.length === 0 ? { rows: value as readonly ModelRow[] } : { mistakes: listMistakes(file, mistakes) };
  };
}

function listMistakes(file: string, mistakes: readonly string[]): readonly string[] {
  const more = mistakes.length - MAX_MISTAKES;
  const listed = mistakes.slice(0, MAX_MISTAKES).map((mistake) => `${file}: ${mistake}`);
  return more > 0 ? [...listed, `${file}: ${more} more mistakes`] : listed;
}

function describeError({ instancePath, keyword, params, message = 'is wrong' }: ErrorObject, value: unknown): string {
  const [index, ...fields] = instancePath.split('/').slice(1);
  const detail = toDetail(keyword, params as Readonly<Record<string, unknown>>);
  const text = [fields.join('.'), message + detail].filter((part) => part !== '').join(' ');
  return index === undefined ? text : `row ${Number(index) + 1}${toName(value, Number(index))}: ${text}`;
}

function toDetail(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'additionalProperties') return `: ${String(params.additionalProperty)}`;
  if (keyword === 'enum') return `: ${(params.allowedValues as readonly unknown[]).map(String).join(', ')}`;
  return '';
}

function toName(value: unknown, index: number): string {
  const row: unknown = Array.isArray(value) ? value[index] : undefined;
  if (typeof row !== 'object' || row === null || !('id' in row) || typeof row.id !== 'string') return '';
  return ` (${row.id.slice(0, 64)})`;
}
