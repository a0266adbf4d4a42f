import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { manifestOf } from '@gateway/provider-kit';
import { SettingsModule } from '../../app/settings.module.js';
import { toCommand } from '../../config/to-command.js';
import { PLUGINS } from '../../plugins.js';
import { TerminalPrompt } from '../terminal-prompt.js';
import { writeSafely } from '../write-safely.js';
import { askEngine, askModels, askSettings, settingOf } from './ask-provider.js';
import { chooseProvider } from './choose-provider.js';
import { listModels } from './list-models.js';
import { toEnvFile } from './to-env-file.js';

/**
 * `init`: asks a few questions and writes `.env` in the working folder. An existing file is replaced only after
 * confirmation.
 */
export async function initCommand(): Promise<number> {
  const prompt = new TerminalPrompt();
  const path = resolve('.env');
  try {
    if (existsSync(path) && !(await prompt.confirm(`${path} exists. Replace it? A backup is kept`))) {
      console.error('Nothing was written.');
      return 1;
    }
    const variables = await tryAll(prompt);
    await SettingsModule.forRoot(PLUGINS, Object.fromEntries(variables));
    const backup = writeSafely(path, toEnvFile(variables));
    console.log(`Written to ${path}.${backup === undefined ? '' : ` A backup is in ${backup}.`}`);
    console.log(`Next: ${toCommand('doctor')}, then ${toCommand('run -- claude')}`);
    return 0;
  } finally {
    prompt.close();
  }
}

async function tryAll(prompt: TerminalPrompt): Promise<ReadonlyMap<string, string>> {
  const manifests = PLUGINS.map((plugin) => manifestOf(plugin)).filter((manifest) => manifest !== undefined);
  const choices = manifests.filter(
    ({ isLastResort, fallbackFor }) => isLastResort !== true && fallbackFor === undefined,
  );
  const choice = await chooseProvider(prompt, choices);
  const { manifest, engine } = choice;
  const settings =
    engine === undefined ? await askSettings(prompt, manifest) : await askEngine(prompt, { ...choice, engine });
  const url = settings.get(settingOf(manifest, 'BASE_URL')) ?? engine?.local;
  // Only OpenAI's form of the list is read, which these engines have.
  const hasList = url !== undefined && manifest.presets?.some(({ local }) => local !== undefined);
  const listed = hasList ? await listModels(url, settings.get(settingOf(manifest, 'API_KEY'))) : [];
  const models = await askModels(prompt, manifest, listed);
  const token = await prompt.ask('Token that clients must send (blank: none)', { hidden: true });
  return new Map([
    ['PREFERRED_PROVIDER', manifest.preferredAs ?? manifest.name],
    ...settings,
    ...models,
    ...(token === '' ? [] : [['ANTHROPIC_AUTH_TOKEN', token] as const]),
  ]);
}
