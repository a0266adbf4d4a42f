import { imageSize } from 'image-size';
import type { Tokenizer } from '../provider-context.types.js';
import type { AssistantPart, ImagePart, Part, NormalizedRequest } from './normalized-request.types.js';

/**
 * Tokens that a model adds around each message, around the conversation, and around each tool (OpenAI's cookbook on
 * counting).
 */
const PER_MESSAGE = 3;
const PRIMING = 3;
const PER_TOOL = 7;
/** An image whose size cannot be read. */
const UNKNOWN_IMAGE = 1100;
const PDF_PAGE = 1500;
const PDF_BYTES_PER_PAGE = 60_000;
/** Base64 characters that hold the header of any image format. */
const HEADER = 64 * 1024;

/**
 * Tokens of a prompt, counted by the gateway because the upstream cannot count, or its count failed. Text by the
 * tokenizer, images and documents by their size; never 0.
 */
export async function countPrompt(normalized: NormalizedRequest, tokenizer: Tokenizer): Promise<number> {
  const { system, turns, tools, hostedTools } = normalized;
  const texts = [...system];
  let tokens = PRIMING + (system.length > 0 ? PER_MESSAGE : 0);
  for (const turn of turns) {
    const messages = turn.role === 'results' ? turn.results.map(({ parts }) => parts) : [];
    if (turn.role === 'system') texts.push(turn.text);
    else if (turn.role !== 'results') messages.push(turn.parts as readonly Part[]);
    tokens += PER_MESSAGE * Math.max(1, messages.length);
    for (const part of messages.flat()) tokens += note(part, texts);
  }
  for (const tool of [...tools, ...hostedTools]) {
    texts.push(JSON.stringify(tool));
    tokens += PER_TOOL;
  }
  return tokens + (await tokenizer.count(texts));
}

/** A cheap estimate of the same for the start of a stream: the request's length without its media, plus the media. */
export function estimateMedia({ turns }: Pick<NormalizedRequest, 'turns'>): { characters: number; tokens: number } {
  let characters = 0;
  let tokens = 0;
  for (const turn of turns) {
    if (turn.role === 'system' || turn.role === 'assistant') continue;
    for (const { parts } of turn.role === 'results' ? turn.results : [turn])
      for (const part of parts) {
        if (part.type === 'text' || part.source.type !== 'base64') continue;
        characters += part.source.data.length;
        tokens += part.type === 'image' ? UNKNOWN_IMAGE : pdfTokens(part.source.data.length);
      }
  }
  return { characters, tokens };
}

function note(part: Part | AssistantPart, texts: string[]): number {
  switch (part.type) {
    case 'text':
      texts.push(part.text);
      return 0;
    case 'tool_use':
      texts.push(part.name, JSON.stringify(part.input ?? {}));
      return 0;
    case 'image':
      return imageTokens(part);
    case 'document':
      return part.source.type === 'base64' ? pdfTokens(part.source.data.length) : PDF_PAGE;
    default:
      return 0;
  }
}

function pdfTokens(base64Length: number): number {
  return PDF_PAGE * Math.max(1, Math.round((base64Length * 0.75) / PDF_BYTES_PER_PAGE));
}

/** OpenAI's rule for high detail: fit into 2048, shortest side to 768, then 170 for each tile of 512 and 85 for all. */
function imageTokens({ source }: ImagePart): number {
  if (source.type !== 'base64') return UNKNOWN_IMAGE;
  try {
    const { width, height } = imageSize(Buffer.from(source.data.slice(0, HEADER), 'base64'));
    const fit = Math.min(1, 2048 / Math.max(width, height));
    const shrink = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
    return 85 + 170 * Math.ceil((width * shrink) / 512) * Math.ceil((height * shrink) / 512);
  } catch {
    return UNKNOWN_IMAGE;
  }
}
