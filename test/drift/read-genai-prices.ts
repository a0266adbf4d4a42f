import { isRecord } from '../kit/judge/is-record.js';
import { MAKERS, type PublishedModel } from './published-model.types.js';
import { readLiterals } from './read-literals.js';

/** The makers' own services by their names in `@pydantic/genai-prices`. */
const HOSTS: Readonly<Record<string, string>> = { openai: 'openai', google: 'gemini', anthropic: 'anthropic' };

/** The models and prices in the script of `@pydantic/genai-prices`. */
export function readGenaiPrices(script: string): readonly PublishedModel[] {
  const providers = readLiterals(script, ({ id, models }) => typeof id === 'string' && Array.isArray(models));
  return providers.flatMap(({ id, models }) => {
    const host = HOSTS[String(id)];
    const maker = host === undefined ? undefined : MAKERS[host];
    if (host === undefined || maker === undefined) return [];
    return (models as unknown[]).filter(isRecord).map((model) => ({
      source: 'genai-prices',
      id: String(model.id),
      maker,
      host,
      ...toPrices(model.prices),
    }));
  });
}

/** A model with several prices has them by date; those are left to the other sources. */
function toPrices(prices: unknown): Partial<PublishedModel> {
  if (!isRecord(prices)) return {};
  const [input, output] = [toBase(prices.input_mtok), toBase(prices.output_mtok)];
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }) };
}

function toBase(price: unknown): number | undefined {
  const base = isRecord(price) ? price.base : price;
  return typeof base === 'number' ? base : undefined;
}
