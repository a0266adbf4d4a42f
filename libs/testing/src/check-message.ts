import { deepStrictEqual } from 'node:assert/strict';
import type { Message } from '@gateway/protocol';
import type { Story } from './stories.js';

/** Compares a message with what its story should come to. @throws AssertionError where they differ */
export function checkMessage(
  { content, stop_reason: stop, usage }: Message,
  { received, usage: expected }: Story,
): void {
  const result = {
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: content.flatMap((block) => (block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [])),
    stop,
  };
  deepStrictEqual(result, received);
  const { input_tokens: fresh, cache_read_input_tokens: cached, cache_creation_input_tokens: kept } = usage;
  deepStrictEqual(
    { prompt: fresh + cached + kept, cached, output: usage.output_tokens },
    { prompt: expected.input, cached: expected.cached ?? 0, output: expected.output },
  );
}
