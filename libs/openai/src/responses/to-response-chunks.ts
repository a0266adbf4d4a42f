import type { JsonObject } from '@gateway/protocol';
import type { MessageItem, OutputItem, ResponseResult, ResponsesChunk, WebSearchItem } from './responses.types.js';
import type { TitledSource } from './to-search-result.js';

const TERMINAL = { completed: 'response.completed', incomplete: 'response.incomplete' } as const;

/**
 * A whole reply as the events that a stream would have ended with: every item done, then the terminal. What is
 * better known in a whole reply is settled here: hits of a search get the titles of the citations that follow,
 * and a call that was cut off is left out (contract §10.4, §11).
 */
export function toResponseChunks(reply: unknown): readonly ResponsesChunk[] {
  const { error, output, ...response } = (isObject(reply) ? reply : {}) as ResponseResult & JsonObject;
  if (error) return [{ type: 'error', error }];
  if (!Array.isArray(output)) return [broken('no output')];
  // Only OpenAI's own service is sure to name the status.
  const terminal = TERMINAL[(response.status ?? 'completed') as keyof typeof TERMINAL] as
    typeof TERMINAL.completed | undefined;
  if (terminal === undefined) return [broken(`the answer is ${String(response.status)}`)];
  const items = (output as readonly OutputItem[]).filter(isFinished);
  const titles = readTitles(items);
  return [
    ...items.map((item, i): ResponsesChunk => {
      return { type: 'response.output_item.done', output_index: i, item: withTitles(item, titles) };
    }),
    { type: terminal, response },
  ];
}

function broken(message: string): ResponsesChunk {
  return { type: 'error', error: { code: 'server_error', message } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function isFinished(item: OutputItem): boolean {
  return !(item.type === 'function_call' && item.status === 'incomplete');
}

/** Titles by URL; citations carry the upstream's own mark behind the URL, `?utm_source=openai`. */
function readTitles(items: readonly OutputItem[]): ReadonlyMap<string, string> {
  const contents = items.flatMap((item) => (item.type === 'message' ? ((item as MessageItem).content ?? []) : []));
  const annotations = contents.flatMap((part) => (part.type === 'output_text' ? (part.annotations ?? []) : []));
  const titles = new Map<string, string>();
  for (const annotation of annotations) {
    if (annotation.type === 'url_citation' && annotation.url && annotation.title) {
      titles.set(bare(annotation.url), annotation.title);
    }
  }
  return titles;
}

function bare(url: string): string {
  return url.replace(/[?&]utm_source=openai$/, '');
}

function withTitles(item: OutputItem, titles: ReadonlyMap<string, string>): OutputItem {
  if (item.type !== 'web_search_call' || item.action?.type !== 'search') return item;
  const sources = (item.action.sources ?? []).map((source): TitledSource => {
    const title = source.url && titles.get(bare(source.url));
    return title ? { ...source, title } : source;
  });
  return { ...item, action: { ...item.action, sources } } satisfies WebSearchItem;
}
