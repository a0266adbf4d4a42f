/**
 * Dialects assume that an upstream's response has its published form. Where it has another, this check keeps it out of
 * the stream: a translator that throws ends the response with an error.
 *
 * @throws TypeError where it is no text
 */
export function assertText(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new TypeError(`a text was expected, not ${typeof text}`);
}
