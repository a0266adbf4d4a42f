import { ApiError, type MessagesRequest, type Tool } from '@gateway/protocol';
import type { ChangeCode } from '../../changes.js';
import { clientToolSchema } from './client-tools.js';
import type { HistoryMessage, ToolNews } from '../read-history.js';
import type { Traits } from '../traits.types.js';

/** Claude Code's placeholder, which only keeps deferred loading active; its description forbids calling it. */
const PLACEHOLDER = 'DeferredToolPlaceholder';

/** Optional server tools of Anthropic: the response does not need them. */
const HELPER = /^(tool_search_tool_|advisor_)/;

/** The tools available for the next response, still under the client's names. */
export interface ResolvedTools {
  /** Tools that the client runs, with a schema each. */
  readonly client: readonly Tool[];
  /** Tools of Anthropic's own that this upstream has an equivalent of. */
  readonly hosted: readonly Tool[];
}

export interface ToolSituation {
  readonly request: MessagesRequest;
  readonly history: readonly HistoryMessage[];
  readonly news: ToolNews;
  readonly traits: Traits;
  readonly unsupported: 'error' | 'drop';
  readonly changes: Set<ChangeCode>;
}

/**
 * Decides which tools are visible: deferred ones only once they are loaded, used or forced, removed ones not; and
 * which of Anthropic's own tools the upstream can replace. Fails with a 400 that names the tool.
 */
export function resolveTools(situation: ToolSituation): ResolvedTools {
  const { request, news, traits, changes } = situation;
  const given = [...(request.tools ?? [])];
  const names = new Set(given.map(({ name }) => name));
  for (const [name, definition] of news.added) {
    if (definition !== undefined && !names.has(name)) given.push({ ...definition, defer_loading: false });
  }
  checkUnique(given);
  const visible = visibility(situation, given);
  const client: Tool[] = [];
  const hosted: Tool[] = [];
  given.forEach((tool, i) => {
    if ('cache_control' in tool) changes.add('cache-control-dropped');
    if (!visible(tool)) {
      changes.add('deferred-tools-dropped');
      return;
    }
    const type = tool.type ?? 'custom';
    if (type === 'custom') client.push(tool);
    else if (clientToolSchema(type)) client.push({ ...tool, input_schema: clientToolSchema(type) ?? null });
    else if (HELPER.test(type)) changes.add('helper-tool-dropped');
    else if (traits.hosted(type) === 'native') hosted.push(tool);
    else if (traits.hosted(type) === 'dropped') changes.add('helper-tool-dropped');
    else refuse(situation, type, i);
  });
  if (client.length + hosted.length > traits.maxTools) {
    const count = client.length + hosted.length;
    throw ApiError.invalid(
      'tools',
      `${count} tools, but the ${traits.upstream} backend takes at most ${traits.maxTools}`,
    );
  }
  return { client, hosted };
}

/** Deferred tools are hidden only where the client has a tool of its own that loads them. */
function visibility({ request, history, news }: ToolSituation, given: readonly Tool[]): (tool: Tool) => boolean {
  const canLoad = given.some(({ name, type }) => !type?.startsWith('tool_search_tool_') && /tool_?search/i.test(name));
  const used = new Set(
    history.flatMap(({ blocks }) =>
      blocks.flatMap((b) => (b.type === 'tool_use' ? [(b as { name: string }).name] : [])),
    ),
  );
  const forced = request.tool_choice?.type === 'tool' ? request.tool_choice.name : undefined;
  return ({ name, defer_loading: deferred }) => {
    if (name === PLACEHOLDER || news.removed.has(name)) return false;
    return deferred !== true || !canLoad || news.added.has(name) || used.has(name) || name === forced;
  };
}

function refuse({ traits, unsupported, request, changes }: ToolSituation, type: string, i: number): void {
  if (unsupported === 'drop' && !type.startsWith('mcp_toolset')) {
    changes.add('server-tool-dropped');
    return;
  }
  throw ApiError.invalid(
    `tools.${i}`,
    `tool type "${type}" is not supported by the ${traits.upstream} backend (model ${request.model})`,
  );
}

function checkUnique(tools: readonly Tool[]): void {
  const seen = new Set<string>();
  for (const { name } of tools) {
    if (name && seen.has(name)) throw ApiError.invalid('tools', 'Tool names must be unique.');
    seen.add(name);
  }
}
