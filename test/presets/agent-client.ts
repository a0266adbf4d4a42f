import { isRecord } from '../kit/judge/is-record.js';
import { readFrames } from '@gateway/testing';

export type Block = Record<string, unknown> & { readonly type: string };
export interface Message {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string | readonly Block[];
}

/** A 1 by 1 picture. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';

const TOOLS = ['Read', 'Grep'].map((name) => ({
  name,
  description: `${name}s.`,
  input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
}));

/** What an agent like Claude Code sends first: a system message follows the user's words. */
export const OPENING: readonly Message[] = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'Look at the files.' },
      { type: 'text', text: 'Be quick.' },
    ],
  },
  { role: 'system', content: 'The working folder is /work.' },
];

/** One turn of an agent over HTTP; fails with the status and the error's sentence. */
export async function askTurn(url: string, model: string, messages: readonly Message[]): Promise<readonly Block[]> {
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', authorization: 'Bearer t' },
    body: JSON.stringify({
      model,
      max_tokens: 64_000,
      stream: true,
      system: 'You are an agent.',
      thinking: { type: 'adaptive' },
      output_config: { effort: 'high' },
      metadata: { user_id: 'user_1_session_2' },
      tools: TOOLS,
      messages,
    }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return toBlocks(readFrames(text).frames.map(({ data }) => data));
}

/** Answers every call, the first of each turn with a picture too, and adds a word of the user. */
export function toResults(content: readonly Block[]): Message | undefined {
  const calls = content.filter(({ type }) => type === 'tool_use');
  if (calls.length === 0) return undefined;
  const results = calls.map(({ id }, i): Block => ({
    type: 'tool_result',
    tool_use_id: id,
    content: [
      { type: 'text', text: `result ${i}` },
      ...(i === 0 ? [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }] : []),
    ],
  }));
  return { role: 'user', content: [...results, { type: 'text', text: 'Go on.' }] };
}

/** Runs the loop to its end: the whole conversation. */
export async function runAgent(url: string, model: string, opening = OPENING): Promise<readonly Message[]> {
  const messages: Message[] = [...opening];
  for (let turn = 0; turn < 20; turn++) {
    const content = await askTurn(url, model, messages);
    messages.push({ role: 'assistant', content });
    const results = toResults(content);
    if (results === undefined) return messages;
    messages.push(results);
  }
  throw new Error('the loop did not end');
}

function toBlocks(events: readonly unknown[]): readonly Block[] {
  const blocks: Record<string, unknown>[] = [];
  const json = new Map<number, string>();
  for (const event of events.filter(isRecord)) {
    const index = Number(event.index);
    const delta = (event.delta ?? {}) as Record<string, string>;
    const block = blocks[index] ?? {};
    if (event.type === 'error') throw new Error(JSON.stringify(event));
    if (event.type === 'content_block_start') blocks[index] = { ...(event.content_block as object) };
    if (delta.type === 'text_delta') block.text = String(block.text) + String(delta.text);
    if (delta.type === 'thinking_delta') block.thinking = String(block.thinking) + String(delta.thinking);
    if (delta.type === 'signature_delta') block.signature = delta.signature;
    if (delta.type === 'input_json_delta') json.set(index, (json.get(index) ?? '') + String(delta.partial_json));
  }
  json.forEach((text, index) => Object.assign(blocks[index] ?? {}, { input: JSON.parse(text) as unknown }));
  return blocks as Block[];
}
