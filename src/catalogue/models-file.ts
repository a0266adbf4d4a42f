import { readFileSync } from 'node:fs';
import { BUILT_IN_ROWS, loadRowCheck, type ModelRow } from '@gateway/model-catalogue';
import { SettingsError } from '../config/settings.error.js';

/** Reads the text of a `MODELS_FILE`. */
export type ParseModels = (text: string) => readonly ModelRow[];

/** A parser of the file's text, whose SettingsError names file, row and field of every mistake. */
export async function loadModelsParser(): Promise<ParseModels> {
  const check = await loadRowCheck();
  return (text) => {
    const checked = check('MODELS_FILE', parseJson(text), BUILT_IN_ROWS);
    if ('mistakes' in checked) throw new SettingsError(checked.mistakes);
    return checked.rows;
  };
}

/** What is wrong with the file that `MODELS_FILE` names; nothing without one. */
export async function findModelsMistakes(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const parse = await loadModelsParser();
  try {
    parse(readFileSync(path, 'utf8'));
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.mistakes : [`MODELS_FILE: ${(error as Error).message}`];
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SettingsError([`MODELS_FILE: is not JSON: ${(error as Error).message}`]);
  }
}
