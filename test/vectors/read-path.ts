import { isRecord } from '../kit/judge/is-record.js';
import { toText } from './to-text.js';

const WRAPPED = /^(text|json|len)\((.*)\)$/s;
const STEP = /\.?([A-Za-z_$][\w$-]*)|\[(-?\d+)\]|\["([^"]+)"\]|\[(\*)\]|\[\?([\w.]+)=([^\]]*)\]/gy;

const WRAPPERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  text: toText,
  json: parse,
  len: (value) => (Array.isArray(value) || typeof value === 'string' ? value.length : undefined),
};

/**
 * The value at a path: `a.b[0].c`, `a[-1]`, `a["$key"]`, `a[*].b` (the `b` of all), `a[?role=tool][0]` (a filter), each of
 * them alone or as `text(…)`, `json(…)` or `len(…)`. Undefined where there is none; a path that cannot be read throws.
 */
export function readPath(root: unknown, path: string): unknown {
  const [, wrapper, inner] = WRAPPED.exec(path) ?? [];
  if (wrapper !== undefined && inner !== undefined) return WRAPPERS[wrapper]?.(readPath(root, inner));
  let value = root;
  let isMany = false;
  for (const [, name, index, quoted, all, field, wanted] of readSteps(path)) {
    const key = name ?? quoted;
    if (all !== undefined) {
      value = toArray(value);
      isMany = true;
    } else if (field !== undefined) {
      value = toArray(value).filter((item) => String(readPath(item, field)) === wanted);
      isMany = false;
    } else if (key === undefined) value = toArray(value).at(Number(index));
    else if (isMany)
      value = toArray(value)
        .map((item) => readKey(item, key))
        .filter((found) => found !== undefined);
    else value = readKey(value, key);
  }
  return value;
}

function readSteps(path: string): readonly RegExpMatchArray[] {
  const steps = [...path.matchAll(STEP)];
  if (steps.map(([step]) => step).join('') !== path) throw new Error(`the path ${path} cannot be read`);
  return steps;
}

function readKey(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parse(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}
