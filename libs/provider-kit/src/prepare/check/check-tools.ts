import { ApiError, isObject } from '@gateway/protocol';
import { checkList, checkOneOf } from './check-value.js';

/** Checks the list of tools. */
export function checkTools(tools: unknown): void {
  if (tools === undefined || tools === null) return;
  if (!Array.isArray(tools)) throw ApiError.invalid('tools', 'Input should be a valid array');
  tools.forEach((tool: unknown, i) => checkTool(tool, `tools.${i}`));
}

/** Checks one tool, wherever it is defined. Only toolsets have no name. */
export function checkTool(tool: unknown, path: string): void {
  if (!isObject(tool)) throw ApiError.invalid(path, 'Input should be a valid object');
  const { type, name } = tool;
  checkOneOf(type, `${path}.type`, ['string']);
  const isSet = typeof type === 'string' && type.includes('_toolset');
  if (name === undefined && !isSet) throw ApiError.invalid(`${path}.name`, 'Field required');
  checkOneOf(name, `${path}.name`, ['string'], isSet);
  checkOneOf(tool.description, `${path}.description`, ['string']);
  checkOneOf(tool.input_schema, `${path}.input_schema`, ['object']);
  checkOneOf(tool.input_examples, `${path}.input_examples`, ['array']);
  for (const field of ['allowed_domains', 'blocked_domains'] as const)
    checkList(tool[field], `${path}.${field}`, 'string');
  checkOneOf(tool.user_location, `${path}.user_location`, ['object']);
}
