/** A member as it was written. */
export interface WrittenMember {
  /** `provider/model`, not looked up yet. */
  readonly target: string;
  readonly weight: number;
}

export interface ParsedPool {
  readonly levels: readonly (readonly WrittenMember[])[];
  /** Without the name of the variable. */
  readonly mistakes: readonly string[];
}

const TARGET = /^[^\s/*|]+\/[^\s*|]+$/;
const MAX_WEIGHT = 1000;

/** Reads `a/x|b/y*2,c/z`: levels by `|`, the members of a level by `,`, the weight of a member behind `*`. */
export function parsePool(text: string): ParsedPool {
  const mistakes: string[] = [];
  const seen = new Set<string>();
  const levels = text.split('|').map((level, i) =>
    level.split(',').flatMap((written) => {
      const member = parseMember(written.trim(), i + 1);
      const mistake = typeof member === 'string' ? member : findRepetition(member.target, seen);
      if (mistake !== undefined) mistakes.push(mistake);
      return typeof member === 'string' || mistake !== undefined ? [] : [member];
    }),
  );
  return { levels, mistakes };
}

function parseMember(text: string, level: number): WrittenMember | string {
  const [target = '', weight, ...rest] = text.split('*').map((part) => part.trim());
  if (text === '') return `level ${level} has an empty member; write provider/model`;
  if (!TARGET.test(target)) return `${JSON.stringify(text)} must be provider/model, or provider/model*weight`;
  if (weight === undefined) return { target, weight: 1 };
  if (rest.length > 0 || !/^[1-9]\d{0,3}$/.test(weight) || Number(weight) > MAX_WEIGHT)
    return `the weight of ${JSON.stringify(text)} must be a whole number from 1 to ${MAX_WEIGHT}`;
  return { target, weight: Number(weight) };
}

function findRepetition(target: string, seen: Set<string>): string | undefined {
  const key = target.toLowerCase();
  if (seen.has(key)) return `${target} is named twice; give it a weight instead`;
  seen.add(key);
  return undefined;
}
