/** A date in any of the makers' forms, a number of three or four digits, `preview`, `latest`, `default`. */
const VERSION =
  /(?:-preview)?[-@](?:latest|\d{3,4}|\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4})$|-preview$|@default$/;

/** A model id without the suffix that its maker adds for one version of the model. */
export function stripVersion(id: string): string {
  return id.replace(VERSION, '');
}
