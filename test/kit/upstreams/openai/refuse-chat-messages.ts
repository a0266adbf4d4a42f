import { badPattern, emptyArray, invalid, tooLong } from './openai-problems.js';
import type { Problem } from '../script.types.js';

export interface ChatPart {
  type: string;
  text?: string;
  image_url?: { url: string };
  file?: { file_data?: string; filename?: string };
}

export interface ChatMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
  content?: string | null | ChatPart[];
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

const IMAGE_URL = /^(https?:\/\/|data:image\/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/]+=*$)/;
const MAX_ID_LENGTH = 40;

/** Why Chat Completions would refuse these messages: their order, their ids, what they are made of. */
export function refuseChatMessages(messages: readonly ChatMessage[]): Problem | undefined {
  if (messages.length === 0) return emptyArray('messages');
  let unanswered: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!unanswered.includes(message.tool_call_id ?? ''))
        return invalid(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${index}].role`,
        );
      unanswered = unanswered.filter((id) => id !== message.tool_call_id);
    } else if (unanswered.length > 0) return noAnswers(unanswered, index);
    else unanswered = message.tool_calls?.map((call) => call.id) ?? [];
    const problem = refuseMessage(message, `messages[${index}]`);
    if (problem) return problem;
  }
  return unanswered.length > 0 ? noAnswers(unanswered, messages.length - 1) : undefined;
}

function noAnswers(ids: readonly string[], index: number): Problem {
  const message =
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. ` +
    `The following tool_call_ids did not have response messages: ${ids.join(', ')}`;
  return invalid(message, `messages.[${index}].role`);
}

function refuseMessage(message: ChatMessage, param: string): Problem | undefined {
  const { role, content, tool_calls: calls } = message;
  if (role === 'assistant' && calls === undefined && typeof content !== 'string' && !content?.length)
    return invalid(`Invalid value for 'content': expected a string, got null.`, `${param}.content`);
  if (calls?.length === 0) return emptyArray(`${param}.tool_calls`);
  for (const [index, call] of calls?.entries() ?? []) {
    const place = `${param}.tool_calls[${index}]`;
    if (call.id.length > MAX_ID_LENGTH) return tooLong(`${place}.id`, 'string', MAX_ID_LENGTH, call.id.length);
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(call.function.name)) return badPattern(`${place}.function.name`);
  }
  if (!Array.isArray(content)) return undefined;
  if (content.length === 0) return emptyArray(`${param}.content`);
  for (const [index, part] of content.entries()) {
    if (part.type === 'text') continue;
    if (role !== 'user')
      return invalid(
        `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with ` +
          `role '${role}' contains an image URL.`,
        param,
        'invalid_value',
      );
    if (part.image_url && !IMAGE_URL.test(part.image_url.url))
      return invalid(
        "Invalid 'image_url': expected an http(s) URL or a data URL of a png, jpeg, gif or webp image in base64.",
        `${param}.content[${index}].image_url.url`,
        'invalid_value',
      );
    if (part.file && !part.file.file_data?.startsWith('data:application/pdf;base64,'))
      return invalid(
        `Missing required parameter: '${param}.content[${index}].file.file_id'.`,
        `${param}.content[${index}].file`,
      );
  }
  return undefined;
}
