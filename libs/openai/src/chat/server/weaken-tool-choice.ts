import type { JsonObject } from '@gateway/protocol';
import type { ServerTraits } from '@gateway/presets';
import type { ChatBody } from '../chat.types.js';

/**
 * A choice in the forms that the server knows: the name of a tool becomes a list of that tool alone, and `required`
 * becomes `auto` where a call cannot be forced.
 */
export function weakenToolChoice(body: ChatBody, forms: ServerTraits['toolChoice']): ChatBody {
  const { tool_choice: choice } = body;
  if (forms === 'any' || choice === undefined) return body;
  const forced = forms === 'words' ? 'required' : 'auto';
  if (choice === 'required') return forced === 'required' ? body : { ...body, tool_choice: forced };
  if (typeof choice === 'string') return body;
  const name = functionOf(choice).name;
  const tools = (body.tools as readonly JsonObject[]).filter((tool) => functionOf(tool).name === name);
  return { ...body, tools, tool_choice: forced };
}

function functionOf(value: unknown): JsonObject {
  return ((value as JsonObject).function ?? {}) as JsonObject;
}
