/** What one of Google's models takes, as far as its API refuses the rest. */
export interface GeminiModel {
  /** How a request sets its thinking: a level, a number of tokens within a range, not at all. */
  readonly thinking:
    | { readonly levels: readonly string[] }
    | { readonly budget: readonly [number, number]; readonly off: boolean }
    | undefined;
  /** Wants the signature of its thoughts back with the calls that they led to. */
  readonly signatures: boolean;
  /** Google's own tools may stand beside functions, and structured answers too. */
  readonly mixesTools: boolean;
  /** Tokens. */
  readonly maxOutput: number;
}

/** The model of this name; undefined where Google has none. */
export function geminiModel(name: string): GeminiModel | undefined {
  if (!name.startsWith('gemini-')) return undefined;
  if (/^gemini-(1|2\.0)/.test(name))
    return { thinking: undefined, signatures: false, mixesTools: false, maxOutput: 8192 };
  if (name.startsWith('gemini-2.5')) {
    const pro = name.includes('pro');
    const thinking = { budget: pro ? ([128, 32_768] as const) : ([0, 24_576] as const), off: !pro };
    return { thinking, signatures: false, mixesTools: false, maxOutput: 65_536 };
  }
  return { thinking: { levels: levelsOf(name) }, signatures: true, mixesTools: true, maxOutput: 65_536 };
}

function levelsOf(name: string): readonly string[] {
  const version = Number(/^gemini-(\d+(\.\d+)?)/.exec(name)?.[1] ?? Infinity);
  if (name.includes('pro')) return version < 3.1 ? ['LOW', 'HIGH'] : ['LOW', 'MEDIUM', 'HIGH'];
  const fromLow = version >= 3.7 && !name.includes('lite');
  return [...(fromLow ? [] : ['MINIMAL']), 'LOW', 'MEDIUM', 'HIGH'];
}
