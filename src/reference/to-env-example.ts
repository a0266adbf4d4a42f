import type { DescribedSetting, SettingGroup } from './setting-group.types.js';

const HEAD = [
  '# Copy this file to .env and take away the # before the variables to set.',
  '# It is generated from the settings classes, as docs/configuration.md is.',
  '# A secret may be in a file instead: OPENAI_API_KEY_FILE=/run/secrets/openai, and so for each of them.',
];

/** The text of `.env.example`. Every variable is commented out, so that a plain copy changes nothing. */
export function toEnvExample(groups: readonly SettingGroup[]): string {
  const lines = groups.flatMap(({ title, settings }) => [
    '',
    `# ---- ${title.replaceAll('`', '')} ----`,
    ...settings.flatMap(toLines),
  ]);
  return `${[...HEAD, ...lines].join('\n')}\n`;
}

function toLines({ name, description, value, byDefault }: DescribedSetting): readonly string[] {
  const said = value === undefined && byDefault !== 'none' ? `${description} Default: ${byDefault}.` : description;
  return ['', ...wrap(said.replaceAll('`', '')).map((line) => `# ${line}`), `#${name}=${value ?? ''}`];
}

/** Breaks a sentence into lines of at most 100 characters. */
function wrap(text: string): readonly string[] {
  return text.match(/\S.{0,97}\S(?=\s|$)|\S+/g) ?? [];
}
