import { parentPort } from 'node:worker_threads';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** `<|endoftext|>` and its like are text here, as they are to the APIs. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

parentPort?.on('message', ({ id, texts }: { id: number; texts: readonly string[] }) => {
  const tokens = texts.reduce((sum, text) => sum + countTokens(text, AS_TEXT), 0);
  parentPort?.postMessage({ id, tokens });
});
