/**
 * Characters that a terminal interprets instead of showing them: control characters except tabs and line breaks, the
 * two line separators, and characters that change the direction of writing.
 */
// eslint-disable-next-line no-control-regex -- these are what it is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text with its control characters as `\u001b`, for a terminal: clients and providers can put any into a name. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, toEscape);
}

/** The same for a text that must stay on its line: tabs and line breaks are escaped too. */
export function escapeLine(text: string): string {
  return escapeControls(text).replace(/[\t\n]/g, toEscape);
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
