import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { cardOf } from '@gateway/provider-kit';
import { SettingsModule } from '../../app/settings.module.js';
import { PLUGINS } from '../../plugins.js';
import { Conversation } from '../conversation.js';
import { writeSafely } from '../write-safely.js';
import { askModels, askSettings, chooseProvider } from './ask-provider.js';
import { toEnvFile } from './to-env-file.js';

/** `init`: asks a few questions and writes `.env` in the working folder. One that is there is replaced only on a yes. */
export async function initCommand(): Promise<number> {
  const conversation = new Conversation();
  const path = resolve('.env');
  try {
    if (existsSync(path) && !(await conversation.confirm(`${path} exists. Replace it? A backup is kept`))) {
      console.error('Nothing was written.');
      return 1;
    }
    const variables = await askAll(conversation);
    await SettingsModule.forRoot(PLUGINS, Object.fromEntries(variables));
    const backup = writeSafely(path, toEnvFile(variables));
    console.log(`Written to ${path}.${backup === undefined ? '' : ` What was there is kept as ${backup}.`}`);
    console.log('Next: messages-gateway doctor, then messages-gateway run -- claude');
    return 0;
  } finally {
    conversation.close();
  }
}

async function askAll(conversation: Conversation): Promise<ReadonlyMap<string, string>> {
  const cards = PLUGINS.map((plugin) => cardOf(plugin)).filter((card) => card !== undefined);
  const choices = cards.filter(({ lastResort, standsInFor }) => lastResort !== true && standsInFor === undefined);
  const card = await chooseProvider(conversation, choices);
  const settings = await askSettings(conversation, card);
  const models = await askModels(conversation, card);
  const token = await conversation.ask('Token that clients must send (blank: none)', { hidden: true });
  return new Map([
    ['PREFERRED_PROVIDER', card.preferredAs ?? card.name],
    ...settings,
    ...models,
    ...(token === '' ? [] : [['ANTHROPIC_AUTH_TOKEN', token] as const]),
  ]);
}
