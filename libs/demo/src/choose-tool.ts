import type { MessagesRequest, Tool } from '@gateway/protocol';
import { readBlocks } from './read-blocks.js';

/** Words in the names of tools that only read. */
const LOOKS = words('check count describe fetch find get glob grep list lookup ls query read search show view weather');

/** Words in the names of tools that may change, cost or start something. */
const ACTS = words(
  'add agent apply ask bash book buy cancel clear commit create delete deploy drop edit exec execute insert install ' +
    'kill merge move order patch pay post publish push put remove rename replace report reset run schedule send set ' +
    'shell skill start stop submit task transfer update upload workflow write',
);

/**
 * The tool that the demo calls: where the client requires a call (`tool_choice`), or where the user's last text asks
 * for a tool; then only one that is harmless by its name, those that only read first. Once in a conversation.
 */
export function chooseTool({ messages, tools, tool_choice: choice }: MessagesRequest): Tool | undefined {
  const used = messages.flatMap(readBlocks).some(({ type }) => type === 'tool_use' || type === 'tool_result');
  if (used || choice?.type === 'none') return undefined;
  const callable = (tools ?? []).filter((tool) => tool.name && tool.input_schema && tool.defer_loading !== true);
  if (choice?.type === 'tool') return callable.find(({ name }) => name === choice.name);
  if (choice?.type !== 'any' && !asksForTool(messages)) return undefined;
  const [best] = callable.sort((a, b) => risk(a.name) - risk(b.name));
  return best !== undefined && (choice?.type === 'any' || risk(best.name) < 2) ? best : undefined;
}

/** Clients put instructions of their own before the text of the user. */
function asksForTool(messages: MessagesRequest['messages']): boolean {
  const last = messages.at(-1);
  if (last === undefined) return false;
  const texts =
    typeof last.content === 'string'
      ? [last.content]
      : readBlocks(last).map((block) => (block.type === 'text' ? block.text : undefined));
  const written = texts.findLast((text) => typeof text === 'string');
  return typeof written === 'string' && /\btools?\b/i.test(written);
}

/** 0: only reads; 1: unknown; 2: changes something. */
function risk(name: string): 0 | 1 | 2 {
  const said = name.split(/(?<=[a-z])(?=[A-Z])|[^a-zA-Z]+/).map((word) => word.toLowerCase());
  if (said.some((word) => ACTS.has(word))) return 2;
  return said.some((word) => LOOKS.has(word)) ? 0 : 1;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
