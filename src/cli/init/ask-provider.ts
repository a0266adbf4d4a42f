import { isSecret, type ProviderCard, settingsOf } from '@gateway/provider-kit';
import { checkSettings } from '../../config/check-settings.js';
import type { Conversation } from '../conversation.js';

type Variables = Map<string, string>;

/** Which of the providers, by number or name. */
export async function chooseProvider(
  conversation: Conversation,
  cards: readonly ProviderCard[],
): Promise<ProviderCard> {
  console.log('Which provider shall answer?');
  cards.forEach(({ name }, i) => console.log(`  ${i + 1}  ${name}`));
  for (;;) {
    const answer = await conversation.ask('Number or name', { byDefault: '1' });
    const chosen = cards[Number(answer) - 1] ?? cards.find(({ name }) => name === answer.toLowerCase());
    if (chosen !== undefined) return chosen;
    console.log('There is no such provider.');
  }
}

/** Asks for what a provider needs, and for whatever else of it is to be set, until its settings are right. */
export async function askSettings(conversation: Conversation, card: ProviderCard): Promise<Variables> {
  const { settings } = card;
  const known = settingsOf(settings);
  const answers: Variables = new Map();
  const askFor = async (name: string): Promise<void> => {
    const description = known.find((setting) => setting.name === name)?.description ?? name;
    const answer = await conversation.ask(`${description}\n${name}`, { hidden: isSecret(settings, name) });
    if (answer !== '') answers.set(name, answer);
  };
  for (const name of card.missing(new settings())) await askFor(name);
  for (;;) {
    const others = known.map(({ name }) => name).filter((name) => !answers.has(name));
    const more = others.length === 0 ? '' : await conversation.ask(`Anything else? (${others.join(', ')}; blank: no)`);
    if (others.includes(more.toUpperCase())) {
      await askFor(more.toUpperCase());
      continue;
    }
    const { value, mistakes } = checkSettings(settings, Object.fromEntries(answers));
    const missing = card.missing(value);
    if (mistakes.length === 0 && missing.length === 0) return answers;
    for (const mistake of mistakes) console.log(mistake);
    if (missing.length > 0) console.log(`${card.name} still needs ${missing.join(', ')}.`);
    const wrong = mistakes.map((mistake) => mistake.split(':', 1).join());
    for (const name of new Set([...wrong, ...missing])) {
      answers.delete(name);
      await askFor(name);
    }
  }
}

/** BIG_MODEL and SMALL_MODEL, unless the provider takes the client's own names. */
export async function askModels(conversation: Conversation, card: ProviderCard): Promise<Variables> {
  const answers: Variables = new Map();
  if (card.keepsNames === true) return answers;
  const { defaultModels } = card;
  const questions = [
    ['BIG_MODEL', 'Model for opus and sonnet', defaultModels?.big],
    ['SMALL_MODEL', 'Model for haiku', defaultModels?.small],
  ] as const;
  for (const [name, question, byDefault = ''] of questions) {
    let answer = '';
    while (answer === '') answer = await conversation.ask(question, { byDefault });
    answers.set(name, answer);
  }
  return answers;
}
