import { isRecord } from '../../kit/judge/is-record.js';
import type { TappedRequest } from '../harness/client-tap.js';
import { fieldPaths, recordsIn } from './field-paths.js';
import type { Inventory } from './inventory.types.js';

/** What these requests are made of. */
export function takeInventory(requests: readonly Pick<TappedRequest, 'headers' | 'body'>[]): Inventory {
  const found = { headers: new Set<string>(), betas: new Set<string>(), fields: new Set<string>() };
  const blocks = new Set<string>();
  const tools = new Set<string>();
  for (const { headers, body } of requests) {
    for (const name of Object.keys(headers)) found.headers.add(name);
    for (const beta of [headers['anthropic-beta'] ?? []].flat().join(',').split(',')) found.betas.add(beta.trim());
    if (!isRecord(body)) continue;
    for (const path of fieldPaths(body)) found.fields.add(path);
    for (const type of blockTypes(body.messages)) blocks.add(type);
    for (const tool of recordsIn(body.tools)) tools.add(String(tool.type ?? tool.name));
  }
  found.betas.delete('');
  return {
    headers: [...found.headers].sort(),
    betas: [...found.betas].sort(),
    fields: [...found.fields].sort(),
    blocks: [...blocks].sort(),
    tools: [...tools].sort(),
  };
}

function blockTypes(value: unknown): string[] {
  return recordsIn(value).flatMap((item) => [
    ...(typeof item.type === 'string' ? [item.type] : []),
    ...blockTypes(item.content),
  ]);
}
