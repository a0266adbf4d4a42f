/** A sentence about how long an answer may be, whatever its vendor calls the field. */
const IS_ABOUT_OUTPUT = /max(?:imum)?[_ ]?(?:completion|output|new)?[_ ]?(?:tokens|length)/i;

/** Sentences about something else that is limited as well. */
const IS_ABOUT_MORE = /context|\binput (?:tokens|length)|prompt|stream=true|at least/i;

/** How a limit is worded, and its figure: `8192`, `8,192`. */
const LIMIT =
  /(?:less than or equal to|at most|up to|<=|≤|no more than|not exceed|not be (?:greater|larger|more) than|limited to|limit of|\bmax(?:imum)?\b|between \d{1,12} and|\[\d{1,12},)[^\d\n]{0,40}(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?!\w)/i;

/**
 * The most tokens of an answer in a sentence that no table has; undefined where it is about something else.
 *
 * @param isNamed the refusal names the field beside the sentence
 */
export function readAnyLimit(message: string, isNamed: boolean): number | undefined {
  if (IS_ABOUT_MORE.test(message) || !(isNamed || IS_ABOUT_OUTPUT.test(message))) return undefined;
  const most = LIMIT.exec(message)?.[1];
  return most === undefined ? undefined : Number(most.replaceAll(',', ''));
}
