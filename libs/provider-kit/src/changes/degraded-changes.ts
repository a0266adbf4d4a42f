import type { Changes } from './change.types.js';

/** Changes that may make the response differ from what was requested. `STRICT=true` refuses these. */
export const DEGRADED_CHANGES = {
  'sampling-dropped': {
    what: '`temperature`, `top_p` or `top_k` is left out, because the model does not accept it.',
    where: 'OpenAI, Azure',
    contract: '§8.1, §24',
  },
  'schema-constraint-dropped': {
    what: 'A constraint of a schema is only written into its description, or lost.',
    contract: '§6.4',
  },
  'strict-dropped': {
    what: 'The schema of a `strict` tool, or of a structured output, is not one that the upstream can enforce.',
    where: 'OpenAI, Azure',
    contract: '§6.1, §8.4',
  },
  'format-told-in-words': {
    what: 'The schema of a structured output is written into the system prompt: the model accepts no format beside tools.',
    where: 'Gemini before 3',
    contract: '§8.4',
  },
  'prefill-not-continued': {
    what: 'The conversation ends with an assistant message; the model replies to it instead of continuing it.',
    contract: '§5.2',
  },
  'citations-dropped': {
    what: 'Citations are removed from earlier text, or are requested but not returned; the text is kept.',
    where: 'all; at Anthropic only those of other providers',
    contract: '§5.5, §10.4, §24',
  },
  'server-blocks-as-text': {
    what: 'Calls of server tools in earlier responses, and their results, become text.',
    where: 'all; at Anthropic only searches of other providers',
    contract: '§5.7, §10.4, §24',
  },
  'unknown-block-dropped': {
    what: 'A block that the gateway does not know is left out, or becomes text where it has any.',
    contract: '§5.3, §24',
  },
  'search-domains-dropped': {
    what: 'Web search does not respect all allowed or blocked domains; for OpenAI, results are filtered afterwards.',
    contract: '§6.6',
  },
  'search-options-dropped': {
    what: 'Other options of a search are left out: `max_uses`, `user_location`.',
    contract: '§6.6',
  },
  'server-tool-dropped': {
    what: 'With `UNSUPPORTED_SERVER_TOOLS=drop`: a server tool of Anthropic that the provider does not have is left out.',
    contract: '§6.6, §24',
  },
  'tool-choice-weakened': {
    what: 'A call is not forced, or not by the name of a tool: the upstream does not take the choice.',
    where: 'compatible servers',
    contract: '§6.5, §23',
  },
  'images-omitted': {
    what: 'A note stands in place of an image: the upstream takes none.',
    where: 'compatible servers with `images=false`',
    contract: '§23',
  },
  'parameter-refused-by-upstream': {
    what: 'A parameter is left out, or replaced, because the upstream refused it for this model.',
    contract: '§3',
  },
} as const satisfies Changes;
