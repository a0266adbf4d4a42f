import type { NormalizedRequest } from '@gateway/provider-kit';
import type { Tool } from '@gateway/protocol';
import type { WebSearchTool } from 'openai/resources/responses/responses';
import type { OpenAiTraits } from '../model-traits.js';
import { isStrictSchema } from '../schema/is-strict-schema.js';
import { toParameters } from '../schema/to-parameters.js';
import type { ResponsesBody, ResponsesTool, ResponsesToolChoice } from './responses.types.js';

const WHERE = ['city', 'region', 'country', 'timezone'] as const;

type ToolFields = Pick<ResponsesBody, 'tools' | 'tool_choice' | 'parallel_tool_calls' | 'max_tool_calls'>;

/** The tools of a request and their tool choice; empty where there are none (contract §6). */
export function toResponsesTools(normalized: NormalizedRequest, traits: OpenAiTraits): ToolFields {
  const { tools, hostedTools, toolChoice, singleCall, changes } = normalized;
  if (tools.length + hostedTools.length === 0) return {};
  if (readBlockedDomains(hostedTools).length > 0) changes.add('search-domains-dropped');
  const onlySearch = tools.length === 0;
  const uses = hostedTools[0]?.max_uses;
  if (!onlySearch && typeof uses === 'number') changes.add('search-options-dropped');
  return {
    tools: [
      ...tools.map(({ name, description, schema, strict }): ResponsesTool => {
        const parameters = toParameters(schema, changes);
        const kept = strict && isStrictSchema(parameters);
        if (strict && !kept) changes.add('strict-dropped');
        // Where it is absent, `strict` defaults to true here, with optional parameters made required.
        return { type: 'function', name, ...(description && { description }), parameters, strict: kept };
      }),
      ...hostedTools.map(toWebSearch),
    ],
    ...(toolChoice && { tool_choice: toToolChoice(toolChoice, onlySearch) }),
    ...(singleCall && traits.parallelToolCalls && { parallel_tool_calls: false }),
    // The limit counts every hosted call, so it has the same meaning only where search is the only hosted tool.
    ...(onlySearch && typeof uses === 'number' && { max_tool_calls: uses }),
  };
}

/** Domains that the client excludes: the API only has allowed ones, so hits are removed afterwards. */
export function readBlockedDomains(hostedTools: readonly Tool[]): readonly string[] {
  return hostedTools.flatMap(({ blocked_domains: blocked }) => (Array.isArray(blocked) ? (blocked as string[]) : []));
}

function toToolChoice(choice: NonNullable<NormalizedRequest['toolChoice']>, onlySearch: boolean): ResponsesToolChoice {
  if (choice.type === 'tool') return { type: 'function', name: choice.name };
  if (choice.type === 'hosted') return onlySearch ? 'required' : { type: 'web_search' };
  return choice.type === 'any' ? 'required' : choice.type;
}

function toWebSearch({ allowed_domains: allowed, user_location: location }: Tool): WebSearchTool {
  const given = (location ?? {}) as Partial<Record<(typeof WHERE)[number], string>>;
  const where = WHERE.flatMap((key) => (typeof given[key] === 'string' ? [[key, given[key]] as const] : []));
  return {
    type: 'web_search',
    ...(Array.isArray(allowed) && allowed.length > 0 ? { filters: { allowed_domains: allowed as string[] } } : {}),
    // Without a location the search is made as if from the United States.
    user_location: { type: 'approximate', ...Object.fromEntries(where) },
  };
}
