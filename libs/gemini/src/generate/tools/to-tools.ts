import { ApiError, type Tool } from '@gateway/protocol';
import type { NormalizedRequest } from '@gateway/provider-kit';
import type { GeminiTraits } from '../../gemini-traits.js';
import type { GeminiTool, GeminiToolConfig } from '../generate.types.js';
import type { Surface } from '../surface.types.js';
import { toDeclarations, type SchemaForm } from './to-declarations.js';

export interface ToolForm {
  readonly surface: Surface;
  readonly schemas: SchemaForm;
  readonly traits: GeminiTraits;
}

/** The tool fields of a body; empty where there are no tools. */
export interface ToolFields {
  tools?: GeminiTool[];
  toolConfig?: GeminiToolConfig;
}

const isSearch = ({ type }: Tool): boolean => type?.startsWith('web_search_') === true;

/**
 * The client's functions and Google's own tools (contract §6.1, §6.5, §6.6). Fails with a 400 where the model does not
 * accept both together.
 */
export function toTools(normalized: NormalizedRequest, form: ToolForm): ToolFields {
  const { tools, toolChoice } = normalized;
  // Forbidding calls affects only functions; so Google's tools are left out.
  const hosted = toolChoice?.type === 'none' ? [] : normalized.hostedTools;
  const mixed = tools.length > 0 && hosted.length > 0;
  if (mixed && !form.traits.toolsWithSearch) {
    const names = hosted.map(({ name }) => name).join(', ');
    throw ApiError.invalid('tools', `${names} cannot be offered together with functions on ${normalized.model}`);
  }
  const offered: GeminiTool[] =
    tools.length > 0 ? [{ functionDeclarations: toDeclarations(normalized, form.schemas) }] : [];
  offered.push(...hosted.map((tool) => (isSearch(tool) ? toSearch(tool, normalized, form) : { urlContext: {} })));
  if (offered.length === 0) return {};
  const announced = mixed && form.surface === 'ai-studio';
  const calling = tools.length > 0 ? toCalling(normalized, mixed) : undefined;
  if (calling === undefined && !announced) return { tools: offered };
  return {
    tools: offered,
    toolConfig: {
      ...(calling === undefined ? {} : { functionCallingConfig: calling }),
      ...(announced ? { includeServerSideToolInvocations: true } : {}),
    },
  };
}

/** Only excluded domains are supported, and only on Vertex; no other option is. */
function toSearch(tool: Tool, { changes }: NormalizedRequest, { surface }: ToolForm): GeminiTool {
  const excluded = Array.isArray(tool.blocked_domains) ? (tool.blocked_domains as string[]) : [];
  const said = excluded.length > 0 && surface === 'vertex';
  const kept = Array.isArray(tool.allowed_domains) && tool.allowed_domains.length > 0;
  if (kept || (excluded.length > 0 && !said)) changes.add('search-domains-dropped');
  if (tool.max_uses ?? tool.user_location) changes.add('search-options-dropped');
  return { googleSearch: said ? { excludeDomains: excluded } : {} };
}

function toCalling(
  { tools, toolChoice }: NormalizedRequest,
  mixed: boolean,
): GeminiToolConfig['functionCallingConfig'] {
  const strict = mixed || tools.some((tool) => tool.strict);
  switch (toolChoice?.type) {
    case 'any':
      return { mode: 'ANY' };
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [toolChoice.name] };
    case 'none':
      return { mode: 'NONE' };
    case 'auto':
      return { mode: strict ? 'VALIDATED' : 'AUTO' };
    default:
      return strict ? { mode: 'VALIDATED' } : undefined;
  }
}
