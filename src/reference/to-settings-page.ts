import type { SettingGroup } from './setting-group.types.js';
import { toTable } from './to-table.js';

const HEAD = `# Configuration

<!-- Generated from the settings classes: \`npm run build && node dist/src/reference/write-docs.js\` -->

Everything is an environment variable, or a line of a \`.env\` file in the working folder; the environment wins.
All of it is checked at the start: every mistake is told at once, by name, and the gateway does not start. A blank
value counts as not set, quotes around a value are taken away, and variables that are not listed here are ignored,
unless they begin with \`UPSTREAM_\`: that is a mistake, and reported. The variables that Kubernetes makes for the
services of a namespace (\`UPSTREAM_SERVICE_HOST\`, \`METRICS_PORT=tcp://10.0.0.1:80\`) are none of these.

A secret (a key, a token, a password) may be in a file: \`OPENAI_API_KEY_FILE=/run/secrets/openai\` instead of
\`OPENAI_API_KEY\`. This works for each of them, those of named upstreams included, and the file is read again when it
changes, without a restart; see \`docs/deployment.md\`.
`;

/** The text of `docs/configuration.md`. */
export function toSettingsPage(groups: readonly SettingGroup[]): string {
  return [HEAD, ...groups.map(toSection)].join('\n');
}

function toSection({ title, settings }: SettingGroup): string {
  const rows = settings.map(({ name, byDefault, description }) => [`\`${name}\``, byDefault, description]);
  return `## ${title}\n\n${toTable(['variable', 'default', 'meaning'], rows)}`;
}
