import type { Changes } from './change.types.js';

/** Features that the gateway provides itself, because the upstream cannot. */
export const EMULATED_CHANGES = {
  'prewarm-answered-locally': {
    what: '`max_tokens: 0`, which warms a cache, gets its response from the gateway; no cache is warmed.',
    contract: '§8.2',
  },
  'stop-sequence-scanned': {
    what: 'The gateway detects stop sequences that the upstream does not accept in the response.',
    contract: '§8.3',
  },
  'tool-name-mapped': {
    what: 'A tool is renamed for the upstream; the client sees its own name.',
    contract: '§6.3',
  },
  'tool-id-mapped': {
    what: 'The id of a tool call is brought into the form that the upstream accepts.',
    where: 'OpenAI, Azure, compatible servers',
    contract: '§5.6',
  },
  'tool-result-repaired': {
    what: 'A tool call without a result gets an error result; a result without its call becomes text.',
    contract: '§5.6',
  },
  'tool-result-media-moved': {
    what: 'Images and documents of a tool result are moved behind the results.',
    where: 'OpenAI Chat, Azure Chat, Gemini before 3',
    contract: '§5.6, §24',
  },
  'tool-examples-told': {
    what: '`input_examples` of a tool are written into its description.',
    contract: '§6.1',
  },
  'parallel-calls-trimmed': {
    what: '`disable_parallel_tool_use`: of several calls only the first reaches the client.',
    where: 'Gemini, Vertex, models of OpenAI without the parameter',
    contract: '§6.5',
  },
  'system-message-wrapped': {
    what: 'A system message between turns becomes user text in `<system-reminder>` tags.',
    where: 'Gemini, Vertex, compatible servers that refuse one',
    contract: '§5.1',
  },
  'document-as-text': {
    what: 'A text document or a search result becomes text in tags.',
    contract: '§5.3, §5.5',
  },
  'compaction-as-text': {
    what: 'The summary of a conversation that Anthropic compacted becomes user text.',
    contract: '§5.3',
  },
  'usage-estimated': {
    what: 'The upstream reported no token usage; the figures are an estimate.',
    contract: '§12',
  },
  'finish-reason-unknown': {
    what: 'The upstream ended the answer with a word that the gateway does not know: `stop_reason` is `end_turn`.',
    contract: '§11',
  },
  'stop-sequence-unnamed': {
    what: 'The upstream stops at the sequences but does not report it: `stop_reason` is `end_turn`.',
    where: 'OpenAI Chat, Azure Chat, Gemini, Vertex',
    contract: '§8.3',
  },
} as const satisfies Changes;
