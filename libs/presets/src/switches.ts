/**
 * The switches of a compatible server: how its wire differs from OpenAI's. The first value of each is the default
 * for a server of which nothing is known.
 */
export const SWITCHES = {
  midSystem: {
    values: ['system', 'user'],
    what: 'Role of a system message between turns; `user`: in `<system-reminder>` tags within the user message.',
  },
  firstSystem: {
    values: ['system', 'user'],
    what: 'Role of the system prompt; `user`: at the beginning of the first user message, for templates without one.',
  },
  rolesInTurn: {
    values: ['false', 'true'],
    what: 'Neighbouring messages of the user, or of the assistant, are sent as one.',
  },
  joinTextParts: { values: ['false', 'true'], what: 'Several texts of a message are sent as one string.' },
  reasoningEcho: {
    values: ['never', 'known', 'calls', 'always'],
    what:
      'Which assistant messages carry their reasoning back: none; those whose reasoning is known; all with tool ' +
      'calls; all. A message whose reasoning is not known gets a blank.',
  },
  reasoningField: {
    values: ['reasoning_content', 'reasoning', 'think-tags'],
    what: 'Where reasoning is sent back: a field of the message, or `<think>` tags in its text.',
  },
  thinkTags: {
    values: ['auto', 'open', 'off'],
    what: 'Reasoning in the text of an answer: in `<think>` tags; from the very beginning, without a tag; never.',
  },
  textCalls: {
    values: ['false', 'true'],
    what: 'Tool calls that an engine without a parser leaves in the text are read as calls.',
  },
  toolIds: { values: ['any', 'nine'], what: 'Form of tool call ids; `nine`: nine letters or digits.' },
  userAfterTool: {
    values: ['true', 'false'],
    what: 'A user message may follow a tool result; where not, a short assistant message stands between them.',
  },
  toolChoice: {
    values: ['any', 'words', 'auto'],
    what: 'Forms of `tool_choice`: all; only `auto`, `none` and `required`; only `auto` and `none`.',
  },
  parallelToolCalls: { values: ['false', 'true'], what: '`parallel_tool_calls` is known.' },
  maxTokensField: { values: ['max_tokens', 'max_completion_tokens'], what: "Name of the answer's limit." },
  stream: {
    values: ['asked', 'always'],
    what: 'Whether the upstream streams: as the client asked; always, and the gateway puts the answer together.',
  },
  streamUsage: { values: ['true', 'false'], what: '`stream_options.include_usage` is sent.' },
  sampling: { values: ['true', 'false'], what: '`temperature` and `top_p` are sent.' },
  stop: { values: ['true', 'false'], what: '`stop` is sent; where not, the gateway watches for the sequences.' },
  images: { values: ['true', 'false'], what: 'Images are sent; where not, a note stands in their place.' },
} as const satisfies Readonly<Record<string, { readonly values: readonly string[]; readonly what: string }>>;

export type SwitchName = keyof typeof SWITCHES;

/** One value for each switch. */
export type ServerTraits = { readonly [Name in SwitchName]: (typeof SWITCHES)[Name]['values'][number] };

/** What is assumed of a server of which nothing is known. */
export const UNKNOWN_SERVER = Object.fromEntries(
  Object.entries(SWITCHES).map(([name, { values }]) => [name, values[0]]),
) as ServerTraits;
