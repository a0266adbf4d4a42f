import type { NormalizedRequest } from '@gateway/provider-kit';
import { collectMessage, type JsonObject, type Message, MessageWriter } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInModels } from '@gateway/testing';
import { responsesDialect } from './responses.dialect.js';
import type { OutputItem, ResponsesChunk } from './responses.types.js';

/** Recorded answers of OpenAI and Azure; they are no part of this repository. */
const RECORDINGS = join(process.cwd(), '../shared/recordings');
const FOLDERS = ['openai-responses', 'azure-responses'];

type Recorded = JsonObject & { type: string };

interface Story {
  readonly name: string;
  readonly events: readonly Recorded[];
}

function files(ending: string): string[] {
  if (!existsSync(RECORDINGS)) return [];
  return FOLDERS.flatMap((folder) => readdirSync(join(RECORDINGS, folder)).map((file) => join(folder, file))).filter(
    (file) => file.endsWith(ending),
  );
}

function read(file: string): string {
  return readFileSync(join(RECORDINGS, file), 'utf8');
}

/** A file may hold several answers, one after the other. */
function stories(): Story[] {
  return files('.chunks.txt').flatMap((file) => {
    const answers: Recorded[][] = [];
    for (const line of read(file).split('\n').filter(Boolean)) {
      const event = JSON.parse(line) as Recorded;
      if (event.type === 'response.created') answers.push([]);
      answers.at(-1)?.push(event);
    }
    return answers.map((events, i) => ({ name: `${file} ${i + 1}`, events }));
  });
}

const dialect = responsesDialect({
  name: 'openai',
  official: true,
  obfuscation: true,
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  identifies: 'session',
  modelOf: (name) => name,
});

function report(chunks: readonly unknown[]): Message {
  const writer = new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 1,
    thoughts: 'shown',
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: { toolName: (name) => name, toolId: (id) => id ?? 'toolu_fresh' },
  });
  const normalized = { model: 'gpt-5', tools: [], hostedTools: [], maxTokens: 1000, writing: { inputTokens: 1 } };
  const translator = dialect.translator(writer, normalized as unknown as NormalizedRequest);
  for (const chunk of chunks) translator.push(chunk as ResponsesChunk);
  translator.end(false);
  return collectMessage(writer.take());
}

/** What was recorded, read in a way of its own: only from the items as they stood when they were done. */
function expectations(items: readonly OutputItem[]): JsonObject {
  const texts = items.flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []));
  const calls = items.filter((item) => item.type === 'function_call');
  const searches = items.filter((item) => item.type === 'web_search_call' && item.action?.type === 'search');
  return {
    texts: texts.map((part) => (part.type === 'output_text' ? part.text : part.refusal)),
    citations: texts.map((part) => (part.type === 'output_text' ? (part.annotations?.length ?? 0) : 0)),
    calls: calls.map((item) => [item.call_id, item.name, JSON.parse(item.arguments ?? '') as unknown]),
    thoughts: items.flatMap((item) =>
      item.type === 'reasoning' && item.encrypted_content ? [item.summary?.map(({ text }) => text).join('\n\n')] : [],
    ),
    searches: searches.length,
  };
}

function findings({ content, usage }: Message): JsonObject {
  const texts = content.flatMap((block) => (block.type === 'text' ? [block] : []));
  return {
    texts: texts.map(({ text }) => text),
    citations: texts.map(({ citations }) => citations?.length ?? 0),
    calls: content.flatMap((block) => (block.type === 'tool_use' ? [[block.id, block.name, block.input]] : [])),
    thoughts: content.flatMap((block) => (block.type === 'thinking' ? [block.thinking] : [])),
    searches: usage.server_tool_use?.web_search_requests ?? 0,
  };
}

function checkUsage(message: Message, usage: Record<string, number>, cached: number): void {
  expect(message.usage).toMatchObject({
    input_tokens: (usage.input_tokens ?? 0) - cached,
    cache_read_input_tokens: cached,
    output_tokens: usage.output_tokens,
  });
}

interface Finished {
  output: OutputItem[];
  usage: Record<string, number> & { input_tokens_details: { cached_tokens: number } };
}

const result = stories();
const broken = result.filter(({ events }) => events.some(({ type }) => type === 'error'));
const whole = files('.json')
  .map((file) => ({ name: file, reply: JSON.parse(read(file)) as Partial<Finished> }))
  .filter((story): story is { name: string; reply: Finished } => story.reply.output !== undefined);

(result.length > 0 ? describe : describe.skip)('recorded answers (skipped where ../shared is missing)', () => {
  it.each(result.filter((story) => !broken.includes(story)))('$name, streamed', ({ events }) => {
    const done = events
      .filter(({ type }) => type === 'response.output_item.done')
      .map(({ item }) => item as OutputItem);
    const { usage } = (events.at(-1) as { response: unknown } | undefined)?.response as Finished;
    const message = report(events);
    expect(findings(message)).toEqual(expectations(done));
    checkUsage(message, usage, usage.input_tokens_details.cached_tokens);
    expect(message.stop_reason).toBe(done.some(({ type }) => type === 'function_call') ? 'tool_use' : 'end_turn');
  });

  it.each(broken)('$name, which failed', ({ events }) => {
    const { error } = events.find(({ type }) => type === 'error') as unknown as { error: { message: string } };
    expect(() => report(events)).toThrow(error.message);
  });

  it.each(whole)('$name, whole', ({ reply }) => {
    const message = report(dialect.asChunks(reply));
    expect(findings(message)).toEqual(expectations(reply.output));
    checkUsage(message, reply.usage, reply.usage.input_tokens_details.cached_tokens);
  });
});
