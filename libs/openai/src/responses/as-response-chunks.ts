import { asObject, type JsonObject, normaliseArguments } from '@gateway/protocol';
import { isJson } from '../is-json.js';
import type { OutputItem, ResponseResult, ResponsesChunk, WebSearchItem } from './responses.types.js';
import type { TitledSource } from './to-search-result.js';

type Terminal = 'response.completed' | 'response.incomplete';

/** The final states of a usable response; compatible servers do not always send the status. */
const TERMINALS = new Map<string, Terminal>(
  Object.entries({
    completed: 'response.completed',
    incomplete: 'response.incomplete',
  }),
);

/**
 * A whole reply as the events at the end of a stream: every item done, then the terminal event. What only a whole
 * reply allows is done here: hits of a search get the titles of the citations that follow, arguments are normalised,
 * and a call that was cut off is left out (contract §10.1, §10.4, §11).
 */
export function asResponseChunks(reply: unknown): readonly ResponsesChunk[] {
  const { error, output, ...response } = asObject(reply) as ResponseResult & JsonObject;
  if (error) return [{ type: 'error', error }];
  const terminal = TERMINALS.get([response.status].find(Boolean) ?? 'completed');
  if (!Array.isArray(output)) return [broken('the response has no output')];
  if (terminal === undefined) return [broken(`the response is ${String(response.status)}`)];
  const items = output as readonly OutputItem[];
  const titles = readTitles(items);
  const finished = items.flatMap((item): OutputItem[] => {
    if (item.type === 'web_search_call') return [withTitles(item, titles)];
    if (item.type !== 'function_call' || terminal === 'response.incomplete') return isCutOff(item) ? [] : [item];
    return [{ ...item, arguments: normaliseArguments(item.arguments) }];
  });
  return [
    ...finished.map((item, i): ResponsesChunk => ({ type: 'response.output_item.done', output_index: i, item })),
    { type: terminal, response },
  ];
}

function broken(message: string): ResponsesChunk {
  return { type: 'error', error: { code: 'server_error', message } };
}

/** In a response that ended early: OpenAI marks the call that was cut off, others send half of its arguments. */
function isCutOff(item: OutputItem): boolean {
  return item.type === 'function_call' && (item.status === 'incomplete' || !isJson(item.arguments ?? ''));
}

/** Titles by URL; citations have the upstream's own mark at the end of the URL, `?utm_source=openai`. */
function readTitles(items: readonly OutputItem[]): ReadonlyMap<string, string> {
  const contents = items.flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []));
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

function withTitles(item: WebSearchItem, titles: ReadonlyMap<string, string>): WebSearchItem {
  if (item.action?.type !== 'search') return item;
  const sources = (item.action.sources ?? []).map((source): TitledSource => {
    const title = source.url && titles.get(bare(source.url));
    return title ? { ...source, title } : source;
  });
  return { ...item, action: { ...item.action, sources } };
}
