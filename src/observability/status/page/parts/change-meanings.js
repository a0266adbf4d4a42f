/** What each code of a change means: `kind` and `what`; empty until it is loaded. */
let meanings = {};

/** Loads the meanings once; without them the codes stand alone. */
export async function loadMeanings() {
  try {
    const response = await fetch('status/page/changes.json');
    if (response.ok) meanings = await response.json();
  } catch {
    // The next connection tries again.
  }
}

/** @returns its kind (`harmless`, `emulated`, `degraded`), and what it means */
export function meaningOf(code) {
  return Object.hasOwn(meanings, code) ? meanings[code] : { kind: undefined, what: '' };
}

/** Whether one of these changes may make the answer differ. */
export function isDegraded(codes) {
  return codes.some((code) => meaningOf(code).kind === 'degraded');
}
