/**
 * The most tokens of a response, where an upstream's refusal of `maxOutputTokens` states it. Google's sentence is the
 * same for every figure ("it has a topK value of 64 but the supported range is from 1 (inclusive) to 41 (exclusive)"):
 * one that names another field is not about the response's length.
 */
export function readOutputLimit(message: string): number | undefined {
  const range =
    /(?:\b(\w{1,64}) value of -?\d{1,20} but the )?supported range is from \d{1,20} \(inclusive\) to (\d{1,20}) \(exclusive\)/.exec(
      message,
    );
  if (range === null) return undefined;
  const [, field, end] = range;
  return field === undefined || /^max_?output_?tokens$/i.test(field) ? Number(end) - 1 : undefined;
}
