import { ApiError, estimateTokens, type MessagesRequest, type Tool } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';
import { freshId } from '../digest.js';
import type { ProviderLog } from '../provider-context.types.js';
import type { Call } from '../provider.types.js';
import { internSchema } from '../schema/intern-schema.js';
import { rememberBySchema } from '../schema/remember-by-schema.js';
import { repairSchema } from '../schema/repair-schema.js';
import { checkRequest } from './check/check-request.js';
import { estimateMedia } from './count-prompt.js';
import { nameMap, type NameMap } from './name-map.js';
import { noteFields } from './note-fields.js';
import type { FunctionTool, NormalizedRequest, NormalizedToolChoice } from './normalized-request.types.js';
import { readHistory, type HistoryMessage } from './read-history.js';
import { resolveBudget, resolveLevel, resolveThoughts } from './resolve-level.js';
import { resolveTools, type ResolvedTools } from './tools/resolve-tools.js';
import { isAttribution } from './check/is-attribution.js';
import { toIdentity } from './to-identity.js';
import { toTurns } from './to-turns.js';
import { toWellFormed } from './to-well-formed.js';
import { clientIds } from './tools/tool-ids.js';
import type { Traits } from './traits.types.js';

export interface NormalizeOptions {
  readonly unsupportedServerTools: 'error' | 'drop';
  /** The request is for a token count: it has no `max_tokens`. */
  readonly counting?: boolean;
  /** Where oddities of the answer are reported. */
  readonly log?: ProviderLog;
}

/** Characters of an upstream's word that are logged. */
const MAX_WORD_LENGTH = 100;

/**
 * Makes a client's request ready for an upstream that does not speak the Messages API: checks it, resolves what only
 * Anthropic understands, mends broken parts, fits names and ids. Input and output are in Anthropic's terms. Changes
 * are noted on the call. Fails with an `ApiError` that names the field.
 */
export function normalizeRequest(call: Call, traits: Traits, options: NormalizeOptions): NormalizedRequest {
  const { changes, headers, route } = call;
  const { counting = false } = options;
  const request = toWellFormed(call.request);
  if (request !== call.request) changes.add('broken-characters-replaced');
  checkRequest(request, counting);
  noteFields({ ...call, request }, { upstream: traits.upstream, counting });
  const { history, news } = readHistory(request.messages, changes);
  const resolved = resolveTools({
    request,
    history,
    news,
    traits,
    unsupported: options.unsupportedServerTools,
    changes,
  });
  const names = nameMap(allNames(resolved, history), traits.toolName);
  if (names.changed) changes.add('tool-name-mapped');
  const turns = toTurns(history, { traits, names, changes });
  if (!turns.some(({ role }) => role === 'user' || role === 'results'))
    throw ApiError.invalid('messages', 'at least one message is required');
  if (turns.findLast(({ role }) => role !== 'system')?.role === 'assistant') changes.add('prefill-not-continued');
  const tools = resolved.client.map((tool) => toFunctionTool(tool, names, changes));
  const toolChoice = toChoice(request, resolved, names);
  if (request.max_tokens === 0) changes.add('prewarm-answered-locally');
  const singleCall = request.tool_choice?.disable_parallel_tool_use === true;
  const trimmed = singleCall && !traits.singleCallParameter;
  if (trimmed) changes.add('parallel-calls-trimmed');
  const stops = [...new Set(request.stop_sequences ?? [])];
  if (stops.length > traits.stops) changes.add('stop-sequence-scanned');
  if (Math.min(stops.length, traits.stops) > 0) changes.add('stop-sequence-unnamed');
  const system = toSystem(request, changes);
  const format = (request.output_config?.format ?? request.output_format)?.schema;
  const media = estimateMedia({ turns });
  const budget = resolveBudget(request);
  return {
    model: route.model.toWellFormed(),
    stream: call.stream,
    system,
    turns,
    tools,
    hostedTools: resolved.hosted,
    ...(toolChoice === undefined ? {} : { toolChoice }),
    singleCall,
    maxTokens: clampOutput(request.max_tokens, traits, changes),
    ...(typeof request.temperature === 'number' ? { temperature: request.temperature } : {}),
    ...(typeof request.top_p === 'number' ? { topP: request.top_p } : {}),
    ...(typeof request.top_k === 'number' ? { topK: request.top_k } : {}),
    stops: stops.slice(0, traits.stops),
    level: resolveLevel(request),
    ...(budget === undefined ? {} : { budget }),
    thoughts: resolveThoughts(request),
    ...(format === undefined ? {} : { format: repaired(internSchema(format), changes) }),
    identity: toIdentity(request, headers),
    session: call.session,
    request,
    changes,
    writing: {
      id: freshId('msg_'),
      model: route.model,
      inputTokens: estimateTokens(call.rawBody.length - media.characters) + media.tokens,
      thoughts: resolveThoughts(request),
      stopSequences: stops.slice(traits.stops),
      singleToolCall: trimmed,
      namesCaller: (headers['anthropic-version'] ?? '') >= '2026-10-21',
      naming: { toolName: (name) => names.toClient(name), toolId: clientIds(history) },
      onUnknownStop: (word) => {
        changes.add('finish-reason-unknown');
        const fields = { backend: traits.upstream, finish_reason: word.slice(0, MAX_WORD_LENGTH) };
        options.log?.warn(fields, 'unknown finish reason');
      },
      onEstimatedUsage: () => changes.add('usage-estimated'),
    },
  };
}

function toSystem({ system }: MessagesRequest, changes: Set<ChangeCode>): string[] {
  const blocks = typeof system === 'string' ? [{ text: system }] : (system ?? []);
  return blocks.flatMap((block) => {
    if ('cache_control' in block) changes.add('cache-control-dropped');
    const attribution = isAttribution(block.text);
    if (attribution) changes.add('attribution-dropped');
    return attribution || block.text.trim() === '' ? [] : [block.text];
  });
}

function allNames({ client, hosted }: ResolvedTools, history: readonly HistoryMessage[]): Set<string> {
  const names = new Set([...client, ...hosted].map(({ name }) => name));
  for (const { blocks } of history) {
    for (const block of blocks) if (block.type === 'tool_use') names.add((block as { name: string }).name);
  }
  return names;
}

const repaired = rememberBySchema(repairSchema);

function toFunctionTool(tool: Tool, names: NameMap, changes: Set<ChangeCode>): FunctionTool {
  if (tool.input_examples?.length) changes.add('tool-examples-told');
  if (tool.allowed_callers || tool.eager_input_streaming) changes.add('inner-field-dropped');
  const examples = (tool.input_examples ?? []).map((example) => JSON.stringify(example)).join('\n');
  const description = [tool.description ?? '', examples && `Examples:\n${examples}`].filter(Boolean).join('\n\n');
  return {
    name: names.toUpstream(tool.name),
    ...(description === '' ? {} : { description }),
    schema: repaired(internSchema(tool.input_schema ?? {}), changes),
    strict: tool.strict === true,
  };
}

function toChoice(
  request: MessagesRequest,
  { client, hosted }: ResolvedTools,
  names: NameMap,
): NormalizedToolChoice | undefined {
  const { tool_choice: choice } = request;
  if (!choice) return undefined;
  if (choice.type === 'tool') {
    if (client.some(({ name }) => name === choice.name)) return { type: 'tool', name: names.toUpstream(choice.name) };
    if (hosted.some(({ name }) => name === choice.name)) return { type: 'hosted' };
    throw ApiError.invalid('tool_choice.name', `tool "${choice.name}" not found in tools`);
  }
  return client.length + hosted.length === 0 ? undefined : { type: choice.type };
}

/** Claude Code always requests 128,000 tokens; the value is limited to what the model allows. */
function clampOutput(requested: number | undefined, { maxOutput }: Traits, changes: Set<ChangeCode>): number {
  const wanted = requested ?? 0;
  if (maxOutput === undefined || wanted <= maxOutput) return wanted;
  changes.add('max-tokens-clamped');
  return maxOutput;
}
