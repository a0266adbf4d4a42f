import { choosePrice, type Model, type ModelCatalogue } from '@gateway/model-catalogue';
import type { Finding } from './finding.types.js';
import type { PublishedModel } from './published-model.types.js';

/** Models that answer with other things than text to a conversation, or need another API. */
const OTHER_KINDS =
  /audio|realtime|transcribe|tts|image|search|embedding|moderation|instruct|live|robotics|computer-use|veo|imagen|gemma|learnlm|deep-research|^ft:|^(?!gpt|o\d|chat|gemini|claude|daybreak|codex)/;

/** Where published data and the catalogue differ on a day (ISO date). */
export function compareCatalogue(
  catalogue: ModelCatalogue,
  published: readonly PublishedModel[],
  day: string,
): readonly Finding[] {
  return published.filter(({ id }) => !OTHER_KINDS.test(id)).flatMap((model) => compareModel(catalogue, model, day));
}

function compareModel(catalogue: ModelCatalogue, published: PublishedModel, day: string): readonly Finding[] {
  const { id, maker, source, retires } = published;
  const match = catalogue.find(id, maker);
  const part = 'catalogue';
  if (match === undefined || match.by === 'family') {
    if (catalogue.find(id)?.by === 'exact' || (retires !== undefined && retires <= day)) return [];
    const advice = `add a row to libs/model-catalogue/data/${maker}, with source and date`;
    return [{ severity: 'new', part, subject: id, difference: `has no row (${source})`, advice }];
  }
  return differencesOf(match.model, published, day).map(([fact, ours, theirs]): Finding => {
    const advice = `verify it at the maker, then correct the row ${match.model.id} or add the line to test/drift/accepted.json`;
    const difference = `${fact} is ${ours ?? 'not known'} here, ${theirs} in ${source}`;
    return { severity: 'wrong', part, subject: id, difference, advice };
  });
}

type Difference = readonly [fact: string, ours: number | string | undefined, theirs: number | string];

function differencesOf(model: Model, published: PublishedModel, day: string): readonly Difference[] {
  const { window: size, answer, input, output, retires, host } = published;
  const { window = {} } = model;
  const windows = [window.input, window.total].filter((tokens) => tokens !== undefined);
  const price = choosePrice(model, day);
  const facts: readonly (readonly [string, number | string | undefined, number | string | undefined])[] = [
    ['the window', windows.find((tokens) => tokens === size) ?? windows[0], size],
    ['the answer', model.answer?.max, answer],
    ['the price of input', price?.input, input],
    ['the price of output', price?.output, output],
    ['the end', model.retirement?.[host]?.date, retires],
  ];
  return facts.flatMap(([fact, ours, theirs]) =>
    theirs === undefined || ours === theirs ? [] : [[fact, ours, theirs]],
  );
}
