import { MAKERS, type PublishedModel } from './published-model.types.js';

interface Entry {
  readonly litellm_provider?: string;
  readonly mode?: string;
  readonly max_input_tokens?: number;
  readonly max_output_tokens?: number;
  readonly input_cost_per_token?: number;
  readonly output_cost_per_token?: number;
  readonly deprecation_date?: string;
}

/** The models of the makers' own services in LiteLLM's map of models. */
export function readLitellm(map: Readonly<Record<string, Entry>>): readonly PublishedModel[] {
  return Object.entries(map).flatMap(([key, entry]) => {
    const { litellm_provider: host = '', mode } = entry;
    const maker = MAKERS[host];
    if (maker === undefined || (mode !== 'chat' && mode !== 'responses')) return [];
    return [{ source: 'litellm', id: key.replace(/^.*\//, ''), maker, host, ...toFacts(entry) }];
  });
}

function toFacts(entry: Entry): Partial<PublishedModel> {
  const { max_input_tokens: window, max_output_tokens: answer, deprecation_date: retires } = entry;
  const { input_cost_per_token: input, output_cost_per_token: output } = entry;
  return {
    ...(window !== undefined && { window }),
    ...(answer !== undefined && { answer }),
    ...(input !== undefined && { input: toMillion(input) }),
    ...(output !== undefined && { output: toMillion(output) }),
    ...(retires !== undefined && { retires }),
  };
}

function toMillion(dollars: number): number {
  return Number((dollars * 1_000_000).toPrecision(6));
}
