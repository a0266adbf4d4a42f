import type { Changes } from './change.types.js';

/** What the gateway does itself, because the upstream cannot. */
export const EMULATED_CHANGES = {
  'prewarm-answered-locally': {
    what: '`max_tokens: 0`, which warms a cache, is answered by the gateway; nothing is warmed.',
    contract: '§8.2',
  },
  'stop-sequence-scanned': {
    what: 'Stop sequences that the upstream cannot take are watched for in the answer.',
    contract: '§8.3',
  },
  'tool-name-mapped': {
    what: 'A tool has another name toward the upstream, and its own toward the client.',
    contract: '§6.3',
  },
  'tool-id-mapped': {
    what: 'The id of a tool call is shortened toward the upstream.',
    where: 'OpenAI, Azure',
    contract: '§5.6',
  },
  'tool-result-repaired': {
    what: 'A tool call without a result is given one that says so; a result without its call becomes text.',
    contract: '§5.6',
  },
  'tool-result-media-moved': {
    what: 'Images and documents of a tool result stand behind the results instead of inside.',
    where: 'OpenAI Chat, Azure Chat, Gemini before 3',
    contract: '§5.6, §24',
  },
  'tool-examples-told': {
    what: '`input_examples` of a tool stand in its description.',
    contract: '§6.1',
  },
  'parallel-calls-trimmed': {
    what: '`disable_parallel_tool_use`: of several calls only the first reaches the client.',
    where: 'Gemini, Vertex, models of OpenAI without the parameter',
    contract: '§6.5',
  },
  'system-message-wrapped': {
    what: "A system message between turns stands in the user's words, in `<system-reminder>` tags.",
    where: 'Gemini, Vertex',
    contract: '§5.1',
  },
  'document-as-text': {
    what: 'A text document or a search result stands in the text, in tags.',
    contract: '§5.3, §5.5',
  },
  'compaction-as-text': {
    what: "The summary of a conversation that Anthropic compacted stands in the user's words.",
    contract: '§5.3',
  },
  'usage-estimated': {
    what: 'The upstream did not say what the answer cost; the figures are an estimate.',
    contract: '§12',
  },
  'finish-reason-unknown': {
    what: 'The upstream ended the answer with a word that the gateway does not know: `stop_reason` is `end_turn`.',
    contract: '§11',
  },
  'stop-sequence-unnamed': {
    what: 'The upstream stops at the sequences but does not say so: `stop_reason` is `end_turn`.',
    where: 'OpenAI Chat, Azure Chat, Gemini, Vertex',
    contract: '§8.3',
  },
} as const satisfies Changes;
