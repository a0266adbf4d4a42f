import type { Problem } from '../script.types.js';
import { badPattern, emptyArray, invalid, tooLong } from './openai-problems.js';

export interface ResponsesPart {
  type: string;
  text?: string;
  image_url?: string | null;
  file_data?: string;
}

export interface ResponsesItem {
  type?: string;
  id?: string;
  role?: 'user' | 'assistant' | 'system' | 'developer';
  content?: string | ResponsesPart[];
  call_id?: string;
  name?: string;
  arguments?: string;
  output?: string | ResponsesPart[];
  summary?: { text: string }[];
  encrypted_content?: string | null;
}

/** What the ids of items begin with. */
const PREFIX: Record<string, string> = { function_call: 'fc', message: 'msg', reasoning: 'rs', web_search_call: 'ws' };
const MAX_ID_LENGTH = 64;

/** Items that reasoning may stand before: what it led to. */
const LED_TO = ['message', 'function_call', 'web_search_call', 'reasoning'];

/** Why the Responses API would refuse these items: their order, their ids, states that are not its own. */
export function refuseItems(items: readonly ResponsesItem[], stored: boolean): Problem | undefined {
  if (items.length === 0) return emptyArray('input');
  for (const [index, item] of items.entries()) {
    const problem = refuseItem(item, index, stored) ?? refusePlace(items, index);
    if (problem) return problem;
  }
  return undefined;
}

function refuseItem(item: ResponsesItem, index: number, stored: boolean): Problem | undefined {
  const { type = 'message', id, call_id: callId = '' } = item;
  const param = `input[${index}]`;
  const prefix = PREFIX[type];
  if (id !== undefined && prefix !== undefined && !id.startsWith(prefix))
    return invalid(
      `Invalid '${param}.id': '${id}'. Expected an ID that begins with '${prefix}'.`,
      `${param}.id`,
      'invalid_value',
    );
  if (callId.length > MAX_ID_LENGTH) return tooLong(`${param}.call_id`, 'string', MAX_ID_LENGTH, callId.length);
  if (type === 'function_call' && !/^[a-zA-Z0-9_-]{1,64}$/.test(item.name ?? '')) return badPattern(`${param}.name`);
  if (Array.isArray(item.content) && item.content.length === 0) return emptyArray(`${param}.content`);
  if (type !== 'reasoning') return undefined;
  const sealed = item.encrypted_content;
  if (!sealed && !stored)
    return {
      ...invalid(
        `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again ` +
          `with \`store\` set to true, or remove this item from your input.`,
        'input',
      ),
      status: 404,
    };
  if (sealed && !sealed.startsWith('gAAAA'))
    return invalid(
      `The encrypted content ${sealed.slice(0, 8)}... could not be verified. Reason: Encrypted content could ` +
        `not be decrypted or parsed.`,
      'input',
      'invalid_encrypted_content',
    );
  return undefined;
}

function refusePlace(items: readonly ResponsesItem[], index: number): Problem | undefined {
  const { type, id, call_id: callId, role } = items[index]!;
  const answers = (other: ResponsesItem): boolean => other.type === 'function_call_output' && other.call_id === callId;
  const calls = (other: ResponsesItem): boolean => other.type === 'function_call' && other.call_id === callId;
  if (type === 'function_call_output' && !items.slice(0, index).some(calls))
    return invalid(`No tool call found for function call output with call_id ${callId}.`, 'input');
  if (type === 'function_call_output' && items.slice(0, index).some(answers))
    return invalid(`Duplicate function call output found for call_id ${callId}.`, 'input');
  if (type === 'function_call' && items.slice(0, index).some(calls))
    return invalid(
      `Duplicate item found with call_id ${callId}. Remove duplicate items from your input and try again.`,
      'input',
    );
  if (type === 'function_call' && !items.slice(index).some(answers))
    return invalid(`No tool output found for function call ${callId}.`, 'input');
  const next = items[index + 1];
  const follows = next && LED_TO.includes(next.type ?? 'message') && (next.role ?? 'assistant') === 'assistant';
  if (type === 'reasoning' && !follows)
    return invalid(
      `Item '${id ?? `input[${index}]`}' of type 'reasoning' was provided without its required following item.`,
      'input',
    );
  return role === undefined && type === undefined
    ? invalid(`Missing required parameter: 'input[${index}].role'.`, `input[${index}].role`)
    : undefined;
}
