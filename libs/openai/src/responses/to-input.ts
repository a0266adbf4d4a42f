import {
  type AssistantPart,
  type ChangeCode,
  type Part,
  toResultText,
  type ToolResult,
  type Turn,
} from '@gateway/provider-kit';
import type { ResponseInputContent } from 'openai/resources/responses/responses';
import { readState } from './reasoning-state.js';
import type { InputMessage, InputItem, OutputMessage } from './responses.types.js';

/** The traits of a model that matter to the conversation's form. */
export interface InputTraits {
  readonly systemRole: 'system' | 'developer';
  /** The reader whose reasoning may be sent back. */
  readonly reader: string;
  readonly changes: Set<ChangeCode>;
}

/** The conversation as input items, one a block, in their order (contract §5.6, §14.2). */
export function toInput(turns: readonly Turn[], traits: InputTraits): InputItem[] {
  return turns.flatMap((turn): InputItem[] => {
    switch (turn.role) {
      case 'user':
        return [received('user', turn.parts.map(toContent))];
      case 'system':
        return [received(traits.systemRole, [{ type: 'input_text', text: turn.text }])];
      case 'results':
        return turn.results.map((result) => {
          return { type: 'function_call_output', call_id: result.id, output: toOutput(result) };
        });
      case 'assistant':
        return toSaid(turn.parts, traits);
    }
  });
}

function received(role: InputMessage['role'], content: ResponseInputContent[]): InputMessage {
  return { type: 'message', role, content };
}

function toSaid(parts: readonly AssistantPart[], { reader, changes }: InputTraits): InputItem[] {
  const items: InputItem[] = [];
  let phase: OutputMessage['phase'];
  parts.forEach((part, i) => {
    if (part.type === 'thinking') {
      const state = readState(part.state, reader, parts[i + 1]);
      if (state === undefined) {
        changes.add('foreign-thinking-dropped');
        return;
      }
      const summary = part.thinking === '' ? [] : [{ type: 'summary_text' as const, text: part.thinking }];
      items.push({ type: 'reasoning', summary, encrypted_content: state.encrypted });
      ({ phase } = state);
    } else if (part.type === 'tool_use') {
      // No id: it would have to be the item's own, `fc_…`, which is not stored.
      const json = JSON.stringify(part.input ?? {});
      items.push({ type: 'function_call', call_id: part.id, name: part.name, arguments: json });
    } else {
      const content = [{ type: 'output_text' as const, text: part.text }];
      items.push({ type: 'message', role: 'assistant', content, ...(phase && { phase }) });
      phase = undefined;
    }
  });
  return items;
}

/** A result is text where possible, else its parts: the API accepts images and files. */
function toOutput(result: ToolResult): string | ResponseInputContent[] {
  if (result.parts.every(({ type }) => type === 'text')) return toResultText(result);
  const parts = result.parts.map(toContent);
  return result.isError ? [{ type: 'input_text', text: 'Error:' }, ...parts] : parts;
}

function toContent(part: Part): ResponseInputContent {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  const { source } = part;
  const url = source.type === 'url' ? source.url : `data:${source.media_type};base64,${source.data}`;
  if (part.type === 'image') return { type: 'input_image', image_url: url, detail: 'auto' };
  return source.type === 'url'
    ? { type: 'input_file', file_url: url }
    : { type: 'input_file', filename: part.filename, file_data: url };
}
