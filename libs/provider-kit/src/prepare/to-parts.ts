import {
  ApiError,
  type ContentBlock,
  type DocumentBlock,
  type ImageBlock,
  type SearchResultBlock,
  type UnknownBlock,
} from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';
import { isServerBlock, serverBlockToText } from './server-block-to-text.js';
import { sniffMediaType } from './sniff-media-type.js';
import type { DocumentPart, ImagePart, Part } from './normalized-request.types.js';

/** The position of blocks in the request, and what their upstream accepts. */
export interface PartContext {
  /** For errors: `messages.0.content` of a list, `messages.0.content.1` of one block. */
  readonly path: string;
  readonly upstream: string;
  readonly documentUrls: boolean;
  /** In a user turn an unknown block is refused; inside a tool result it becomes text. */
  readonly inResult: boolean;
  readonly changes: Set<ChangeCode>;
}

/**
 * Content of a user message or tool result, as text, images and files; text documents and search results become text.
 */
export function toParts(blocks: readonly (ContentBlock | UnknownBlock)[], context: PartContext): Part[] {
  return blocks.flatMap((block, i) => toPart(block, { ...context, path: `${context.path}.${i}` }));
}

/** The same for one block, whose own position `context.path` is. */
export function toPart(given: ContentBlock | UnknownBlock, context: PartContext): Part[] {
  const block = given as ContentBlock;
  switch (block.type) {
    case 'text':
      return block.text === '' ? [] : [{ type: 'text', text: block.text }];
    case 'image':
      if ('transformations' in block) context.changes.add('inner-field-dropped');
      return [toImage(block, context)];
    case 'document':
      return toDocument(block, context);
    case 'search_result':
      noteCitations(block, context);
      context.changes.add('document-as-text');
      return [{ type: 'text', text: searchResultText(block) }];
    case 'tool_reference':
      return [{ type: 'text', text: `[Loaded tool: ${block.tool_name}]` }];
    default:
      if (isServerBlock(block)) return serverText(block, context);
      return fromUnknown(block, context);
  }
}

function toImage({ source }: ImageBlock, { path, upstream }: PartContext): ImagePart {
  if (source.type === 'base64') {
    const mediaType = source.media_type ?? sniffMediaType(source.data) ?? 'image/png';
    return { type: 'image', source: { type: 'base64', media_type: mediaType, data: source.data } };
  }
  if (source.type === 'url') {
    const inline = /^data:([^;,]+);base64,(.*)$/s.exec(source.url);
    if (inline === null) return { type: 'image', source: { type: 'url', url: source.url } };
    return { type: 'image', source: { type: 'base64', media_type: inline[1] ?? '', data: inline[2] ?? '' } };
  }
  throw ApiError.invalid(`${path}.source`, `an image by file_id is not supported by the ${upstream} backend`);
}

function toDocument(block: DocumentBlock, context: PartContext): Part[] {
  const { source } = block;
  const filename = block.title ?? 'document.pdf';
  noteCitations(block, context);
  switch (source.type) {
    case 'base64':
      return [
        file({ type: 'base64', media_type: source.media_type ?? 'application/pdf', data: source.data }, filename),
      ];
    case 'text':
      context.changes.add('document-as-text');
      return [{ type: 'text', text: wrap(block, source.data) }];
    case 'content': {
      context.changes.add('document-as-text');
      const blocks =
        typeof source.content === 'string' ? [{ type: 'text' as const, text: source.content }] : source.content;
      const parts = toParts(blocks, { ...context, path: `${context.path}.source.content` });
      const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
      return [{ type: 'text', text: wrap(block, said) }, ...parts.filter(({ type }) => type !== 'text')];
    }
    case 'url':
      if (context.documentUrls) return [file({ type: 'url', url: source.url }, filename)];
      throw ApiError.invalid(
        `${context.path}.source`,
        `a document by URL is not supported by the ${context.upstream} backend`,
      );
    default:
      throw ApiError.invalid(
        `${context.path}.source`,
        `a document by ${source.type} is not supported by the ${context.upstream} backend`,
      );
  }
}

/** Only Anthropic can link the words of a response to the words of a document. */
function noteCitations(block: DocumentBlock | SearchResultBlock, { changes }: PartContext): void {
  const { citations } = block as { citations?: { enabled?: boolean } | null };
  if (citations?.enabled === true) changes.add('citations-dropped');
}

function file(source: DocumentPart['source'], filename: string): DocumentPart {
  return { type: 'document', source, filename };
}

function wrap({ title, context }: DocumentBlock, text: string): string {
  return `<document${attribute('title', title)}${attribute('context', context)}>\n${text}\n</document>`;
}

function searchResultText({ source, title, content }: SearchResultBlock): string {
  const text = content.map((block) => block.text).join('\n');
  return `<search_result${attribute('source', source)}${attribute('title', title)}>\n${text}\n</search_result>`;
}

function attribute(name: string, value: string | null | undefined): string {
  return value === undefined || value === null ? '' : ` ${name}="${value.replaceAll('"', '&quot;')}"`;
}

function serverText(block: ContentBlock, { changes }: PartContext): Part[] {
  changes.add('server-blocks-as-text');
  return [{ type: 'text', text: serverBlockToText(block) }];
}

/**
 * Blocks of an unknown type: their text is kept; without text, a user's block is refused, so that it is not lost
 * silently.
 */
function fromUnknown(block: UnknownBlock | ContentBlock, { path, inResult, changes }: PartContext): Part[] {
  const { type, text, content } = block as UnknownBlock;
  if (type === 'tool_addition' || type === 'tool_removal') return [];
  const said = [text, content, joinTexts(content)].find((words) => typeof words === 'string');
  if (said !== undefined) return said === '' ? [] : [{ type: 'text', text: said }];
  if (!inResult) throw ApiError.invalid(path, `unsupported content block "${type}"`);
  changes.add('unknown-block-dropped');
  return [{ type: 'text', text: JSON.stringify(block) }];
}

/** The text of a list of blocks; undefined where it has none. */
function joinTexts(blocks: unknown): string | undefined {
  const list = (Array.isArray(blocks) ? blocks : []) as readonly (Partial<UnknownBlock> | null)[];
  const texts = list.flatMap((block) => (typeof block?.text === 'string' ? [block.text] : []));
  return texts.length > 0 ? texts.join('\n') : undefined;
}
