import {
  type NormalizedRequest,
  toResultText,
  type AssistantPart,
  type DocumentPart,
  type ImagePart,
  type Part,
  type ToolResult,
  type Turn,
} from '@gateway/provider-kit';
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
  ChatCompletionToolMessageParam,
} from 'openai/resources/chat/completions/completions';
import { readMessageState } from './message-state.js';

import { THOUGHTS } from './server/thoughts.js';

type SystemRole = 'system' | 'developer';

/**
 * The conversation in the form of Chat Completions, the system prompt first.
 *
 * @param reader whose state of earlier answers may be sent back
 */
export function toChatMessages(
  { system, turns, changes }: Pick<NormalizedRequest, 'system' | 'turns' | 'changes'>,
  role: SystemRole,
  reader: string,
): ChatCompletionMessageParam[] {
  const first = system.length > 0 ? [{ role, content: system.join('\n\n') }] : [];
  return [...first, ...turns.flatMap((turn) => toMessages(turn, { role, reader, changes }))];
}

interface MessageContext extends Pick<NormalizedRequest, 'changes'> {
  readonly role: SystemRole;
  readonly reader: string;
}

function toMessages(turn: Turn, context: MessageContext): ChatCompletionMessageParam[] {
  switch (turn.role) {
    case 'system':
      return [{ role: context.role, content: turn.text }];
    case 'user':
      return [{ role: 'user', content: toContent(turn.parts) }];
    case 'assistant':
      return toAssistant(turn.parts, context);
    case 'results':
      return [...turn.results.map(toToolMessage), ...toMediaMessage(turn.results)];
  }
}

function toContent(parts: readonly Part[]): string | ChatCompletionContentPart[] {
  const [only] = parts;
  return parts.length === 1 && only?.type === 'text' ? only.text : parts.map(toContentPart);
}

function toContentPart(part: Part): ChatCompletionContentPart {
  if (part.type === 'text') return part;
  const { source } = part;
  const url = source.type === 'url' ? source.url : `data:${source.media_type};base64,${source.data}`;
  if (part.type === 'image') return { type: 'image_url', image_url: { url } };
  return { type: 'file', file: { filename: part.filename, file_data: url } };
}

/** Of thoughts only the state that stands beside the text is sent back, in its place. */
function toAssistant(
  parts: readonly AssistantPart[],
  { reader, changes }: MessageContext,
): ChatCompletionAssistantMessageParam[] {
  const { details, extras } = readMessageState(parts, reader);
  const beside = { ...thoughtsBeside(parts), ...(details.length > 0 && { reasoning_details: details }) };
  if (parts.some(({ type }) => type === 'thinking') && details.length + extras.size === 0)
    changes.add('foreign-thinking-dropped');
  const calls = parts.filter((part) => part.type === 'tool_use');
  const text = joinSpeech(parts);
  if (calls.length === 0) return text === '' ? [] : [{ role: 'assistant', content: text, ...beside }];
  return [
    {
      role: 'assistant',
      ...beside,
      content: text === '' ? null : text,
      tool_calls: calls.map(({ id, name, input }, number) => ({
        id,
        type: 'function',
        function: { name, arguments: JSON.stringify(input ?? {}) },
        ...(extras.has(number) && { extra_content: extras.get(number) }),
      })),
    },
  ];
}

/** The reasoning of a turn, where the body does not show it yet. */
function thoughtsBeside(parts: readonly AssistantPart[]): { readonly [THOUGHTS]?: string } {
  const thoughts = parts.flatMap((part) => (part.type === 'thinking' ? [part.thinking] : [])).join('\n\n');
  return thoughts === '' ? {} : { [THOUGHTS]: thoughts };
}

/**
 * Text of one assistant turn: adjacent blocks are joined directly, blocks with something between them by a blank line.
 */
function joinSpeech(parts: readonly AssistantPart[]): string {
  let text = '';
  parts.forEach((part, i) => {
    if (part.type !== 'text') return;
    const apart = part.apart || parts[i - 1]?.type !== 'text';
    text += (text !== '' && apart ? '\n\n' : '') + part.text;
  });
  return text;
}

/** A tool message can only have text; media are announced in it and follow after all tool messages. */
function toToolMessage(result: ToolResult): ChatCompletionToolMessageParam {
  const below = mediaOf(result).map(({ type }): Part => ({ type: 'text', text: `[${type} attached below]` }));
  const text = toResultText({ ...result, parts: [...result.parts, ...below] });
  return { role: 'tool', tool_call_id: result.id, content: text };
}

function toMediaMessage(results: readonly ToolResult[]): ChatCompletionMessageParam[] {
  const content = results.flatMap((result): ChatCompletionContentPart[] => {
    const media = mediaOf(result).map(toContentPart);
    const head = { type: 'text' as const, text: `Output of tool call ${result.id} (${result.name}):` };
    return media.length > 0 ? [head, ...media] : [];
  });
  return content.length > 0 ? [{ role: 'user', content }] : [];
}

function mediaOf({ parts }: ToolResult): (ImagePart | DocumentPart)[] {
  return parts.filter((part) => part.type !== 'text');
}
