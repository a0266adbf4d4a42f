import claude3 from '../data/anthropic/claude-3.json' with { type: 'json' };
import claude4 from '../data/anthropic/claude-4.json' with { type: 'json' };
import claude5 from '../data/anthropic/claude-5.json' with { type: 'json' };
import gemini2 from '../data/google/gemini-2.json' with { type: 'json' };
import gemini3 from '../data/google/gemini-3.json' with { type: 'json' };
import gemini4 from '../data/google/gemini-4.json' with { type: 'json' };
import chat from '../data/openai/chat.json' with { type: 'json' };
import gpt4 from '../data/openai/gpt-4.json' with { type: 'json' };
import gpt51 from '../data/openai/gpt-5.1.json' with { type: 'json' };
import gpt54 from '../data/openai/gpt-5.4.json' with { type: 'json' };
import gpt56 from '../data/openai/gpt-5.6.json' with { type: 'json' };
import gpt5 from '../data/openai/gpt-5.json' with { type: 'json' };
import gpt6 from '../data/openai/gpt-6.json' with { type: 'json' };
import oSeries from '../data/openai/o-series.json' with { type: 'json' };
import restricted from '../data/openai/restricted.json' with { type: 'json' };
import sources from '../data/sources.json' with { type: 'json' };
import type { ModelRow } from './model-row.types.js';

const FILES: Readonly<Record<string, readonly unknown[]>> = {
  'openai/gpt-6.json': gpt6,
  'openai/restricted.json': restricted,
  'openai/gpt-5.6.json': gpt56,
  'openai/gpt-5.4.json': gpt54,
  'openai/gpt-5.1.json': gpt51,
  'openai/gpt-5.json': gpt5,
  'openai/chat.json': chat,
  'openai/gpt-4.json': gpt4,
  'openai/o-series.json': oSeries,
  'google/gemini-4.json': gemini4,
  'google/gemini-3.json': gemini3,
  'google/gemini-2.json': gemini2,
  'anthropic/claude-5.json': claude5,
  'anthropic/claude-4.json': claude4,
  'anthropic/claude-3.json': claude3,
};

/** The rows of each file of `data/`, newest models first. A spec checks them against the schema. */
export const BUILT_IN_FILES = FILES as Readonly<Record<string, readonly ModelRow[]>>;

export const BUILT_IN_ROWS: readonly ModelRow[] = Object.values(BUILT_IN_FILES).flat();

/** A place where facts were read, and the ISO day or month of that reading. */
export interface Source {
  readonly what: string;
  readonly date: string;
}

export const SOURCES: Readonly<Record<string, Source>> = sources;
