import { isSecret, type ProviderManifest, settingsOf } from '@gateway/provider-kit';
import { checkSettings } from '../../config/check-settings.js';
import type { TerminalPrompt } from '../terminal-prompt.js';

type Variables = Map<string, string>;

/** Asks for one of the providers, by number or name. */
export async function chooseProvider(
  prompt: TerminalPrompt,
  manifests: readonly ProviderManifest[],
): Promise<ProviderManifest> {
  console.log('Which provider do you want to use?');
  manifests.forEach(({ name }, i) => console.log(`  ${i + 1}  ${name}`));
  for (;;) {
    const answer = await prompt.ask('Number or name', { byDefault: '1' });
    const chosen = manifests[Number(answer) - 1] ?? manifests.find(({ name }) => name === answer.toLowerCase());
    if (chosen !== undefined) return chosen;
    console.log('There is no such provider.');
  }
}

/** Asks for the settings that a provider needs, and for further ones, until all are valid. */
export async function askSettings(prompt: TerminalPrompt, manifest: ProviderManifest): Promise<Variables> {
  const { settings } = manifest;
  const known = settingsOf(settings);
  const answers: Variables = new Map();
  const askFor = async (name: string): Promise<void> => {
    const description = known.find((setting) => setting.name === name)?.description ?? name;
    const answer = await prompt.ask(`${description}\n${name}`, { hidden: isSecret(settings, name) });
    if (answer !== '') answers.set(name, answer);
  };
  for (const name of manifest.missing(new settings())) await askFor(name);
  for (;;) {
    const others = known.map(({ name }) => name).filter((name) => !answers.has(name));
    const more = others.length === 0 ? '' : await prompt.ask(`Anything else? (${others.join(', ')}; blank: no)`);
    if (others.includes(more.toUpperCase())) {
      await askFor(more.toUpperCase());
      continue;
    }
    const { value, mistakes } = checkSettings(settings, Object.fromEntries(answers));
    const missing = manifest.missing(value);
    if (mistakes.length === 0 && missing.length === 0) return answers;
    for (const mistake of mistakes) console.log(mistake);
    if (missing.length > 0) console.log(`${manifest.name} still needs ${missing.join(', ')}.`);
    const wrong = mistakes.map((mistake) => mistake.split(':', 1).join());
    for (const name of new Set([...wrong, ...missing])) {
      answers.delete(name);
      await askFor(name);
    }
  }
}

/** Asks for BIG_MODEL and SMALL_MODEL, unless the provider accepts the client's own names. */
export async function askModels(prompt: TerminalPrompt, manifest: ProviderManifest): Promise<Variables> {
  const answers: Variables = new Map();
  if (manifest.passModelNames === true) return answers;
  const { defaultModels } = manifest;
  const questions = [
    ['BIG_MODEL', 'Model for opus and sonnet', defaultModels?.big],
    ['SMALL_MODEL', 'Model for haiku', defaultModels?.small],
  ] as const;
  for (const [name, question, byDefault = ''] of questions) {
    let answer = '';
    while (answer === '') answer = await prompt.ask(question, { byDefault });
    answers.set(name, answer);
  }
  return answers;
}
