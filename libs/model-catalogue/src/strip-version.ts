/** A date in any of the makers' forms, a number of three or four digits, `preview`, `latest`, `default`. */
const VERSION =
  /(?:-preview)?[-@](?:latest|\d{3,4}|\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4})$|-preview$|@default$/;

/** The longest suffix that `VERSION` knows: only so much of an id is searched. */
const MAX_SUFFIX_LENGTH = '-preview-2026-11-28'.length;

/** A model id without the suffix that its maker adds for one version of the model. */
export function stripVersion(id: string): string {
  const start = Math.max(0, id.length - MAX_SUFFIX_LENGTH);
  return id.slice(0, start) + id.slice(start).replace(VERSION, '');
}
