import { ApiError, isObject, type JsonObject, ownValue } from '@gateway/protocol';
import { checkTool } from './check-tools.js';
import { checkOneOf } from './check-value.js';

/** Required fields of the blocks that are read by name; all strings. */
const BLOCK_FIELDS = new Map<string, readonly string[]>([
  ['text', ['text']],
  ['tool_use', ['id', 'name']],
  ['server_tool_use', ['id', 'name']],
  ['tool_result', ['tool_use_id']],
  ['thinking', ['thinking']],
  ['search_result', ['source', 'title']],
  ['tool_reference', ['tool_name']],
]);

/** Fields of the sources of images and documents, by their type. */
const SOURCE_FIELDS = new Map([
  ['base64', 'data'],
  ['text', 'data'],
  ['url', 'url'],
]);

/** Checks a list of blocks; `path` is the list's, for errors. */
export function checkBlocks(blocks: readonly unknown[], path: string): void {
  blocks.forEach((block, i) => {
    const at = `${path}.${i}`;
    if (!isObject(block)) throw ApiError.invalid(at, 'Input should be a valid object');
    const { type } = block;
    if (type === undefined) throw ApiError.invalid(`${at}.type`, 'Field required');
    if (typeof type !== 'string') throw ApiError.invalid(`${at}.type`, 'Input should be a valid string');
    // No block type has the name of a member of every object: such a name is a mistake or an attack.
    if (Object.hasOwn(Object.prototype, type)) throw ApiError.invalid(at, `unsupported content block "${type}"`);
    for (const field of BLOCK_FIELDS.get(type) ?? []) checkText(block, field, `${at}.${type}`);
    switch (type) {
      case 'thinking':
        checkOneOf(block.signature, `${at}.thinking.signature`, ['string'], false);
        break;
      case 'tool_result':
        checkContent(block.content, `${at}.tool_result.content`);
        break;
      case 'search_result':
        if (!Array.isArray(block.content)) throw ApiError.invalid(`${at}.search_result.content`, 'Field required');
        checkBlocks(block.content, `${at}.search_result.content`);
        break;
      case 'image':
      case 'document':
        for (const field of ['title', 'context'] as const)
          checkOneOf(block[field], `${at}.${type}.${field}`, ['string']);
        checkSource(block.source, `${at}.${type}.source`);
        break;
      case 'tool_addition':
        if (isObject(block.tool) && block.tool.definition !== undefined) {
          checkTool(block.tool.definition, `${at}.tool_addition.tool.definition`);
        }
    }
  });
}

function checkContent(content: unknown, path: string): void {
  checkOneOf(content, path, ['string', 'array']);
  if (Array.isArray(content)) checkBlocks(content, path);
}

/** A source of an unknown type is accepted: it is refused by name where it is read. */
function checkSource(source: unknown, path: string): void {
  if (!isObject(source)) throw ApiError.invalid(path, 'Field required');
  checkText(source, 'type', path);
  const { type, content } = source as { type: string; content?: unknown };
  const field = SOURCE_FIELDS.get(type);
  if (field !== undefined) checkText(source, field, `${path}.${type}`);
  checkOneOf(source.media_type, `${path}.${type}.media_type`, ['string']);
  if (type !== 'content') return;
  if (content === undefined || content === null) throw ApiError.invalid(`${path}.content.content`, 'Field required');
  checkContent(content, `${path}.content.content`);
}

function checkText(owner: JsonObject, field: string, path: string): void {
  const value = ownValue(owner, field);
  if (value === undefined) throw ApiError.invalid(`${path}.${field}`, 'Field required');
  if (typeof value !== 'string') throw ApiError.invalid(`${path}.${field}`, 'Input should be a valid string');
}
