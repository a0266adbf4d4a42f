import { isSecret, type ProviderManifest, settingsOf, suffixesOf } from '@gateway/provider-kit';
import { checkSettings } from '../../config/check-settings.js';
import type { TerminalPrompt } from '../terminal-prompt.js';
import type { Choice } from './choose-provider.js';

type Variables = Map<string, string>;

/** Asks for the address of an engine of this machine. */
export async function askEngine(prompt: TerminalPrompt, { manifest, engine }: Required<Choice>): Promise<Variables> {
  const url = await prompt.ask('Address', { byDefault: engine.local });
  const answers: Variables = new Map(Object.entries(engine.values));
  if (url !== engine.local) answers.set(settingOf(manifest, 'BASE_URL'), url);
  return answers;
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

/** Asks for BIG_MODEL and SMALL_MODEL, by number or name, unless the provider accepts the client's own names. */
export async function askModels(
  prompt: TerminalPrompt,
  { defaultModels, passModelNames }: ProviderManifest,
  listed: readonly string[] = [],
): Promise<Variables> {
  const answers: Variables = new Map();
  if (passModelNames === true) return answers;
  listed.forEach((model, i) => console.log(`  ${String(i + 1).padStart(2)}  ${model}`));
  const questions = [
    ['BIG_MODEL', 'Model for opus and sonnet', listed[0] ?? defaultModels?.big],
    ['SMALL_MODEL', 'Model for haiku', listed[0] ?? defaultModels?.small],
  ] as const;
  for (const [name, question, byDefault = ''] of questions) {
    let answer = '';
    while (answer === '') answer = await prompt.ask(question, { byDefault });
    answers.set(name, listed[Number(answer) - 1] ?? answer);
  }
  return answers;
}

/** The provider's variable that has this suffix for a named upstream, such as `BASE_URL`; empty where it has none. */
export function settingOf(manifest: ProviderManifest, suffix: string): string {
  const [name = ''] = [...suffixesOf(manifest)].find(([, each]) => each === suffix) ?? [];
  return name;
}
