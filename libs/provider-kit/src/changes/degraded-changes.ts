import type { Changes } from './change.types.js';

/** What may make the answer differ from what was asked for. `STRICT=true` refuses these. */
export const DEGRADED_CHANGES = {
  'sampling-dropped': {
    what: '`temperature`, `top_p` or `top_k` is left out, because the model does not take it.',
    where: 'OpenAI, Azure',
    contract: '§8.1, §24',
  },
  'schema-constraint-dropped': {
    what: 'A constraint of a schema is only told in words, or lost.',
    contract: '§6.4',
  },
  'strict-dropped': {
    what: 'The schema of a `strict` tool, or of a structured answer, is not one that the upstream can enforce.',
    where: 'OpenAI, Azure',
    contract: '§6.1, §8.4',
  },
  'format-told-in-words': {
    what: 'The schema of a structured answer stands in the system prompt: the model takes no format beside tools.',
    where: 'Gemini before 3',
    contract: '§8.4',
  },
  'prefill-not-continued': {
    what: 'The conversation ends with words of the assistant; the model answers them instead of going on.',
    contract: '§5.2',
  },
  'citations-dropped': {
    what: 'Citations are taken off earlier text, or asked for in vain; the text is kept.',
    where: 'all; at Anthropic only those of other providers',
    contract: '§5.5, §10.4, §24',
  },
  'server-blocks-as-text': {
    what: "What tools of a provider's servers did in earlier answers is told as text.",
    where: 'all; at Anthropic only searches of other providers',
    contract: '§5.7, §10.4, §24',
  },
  'unknown-block-dropped': {
    what: 'A block that the gateway does not know is left out, or told as text where it has any.',
    contract: '§5.3, §24',
  },
  'search-domains-dropped': {
    what: "Web search is not kept to, or not kept off, all the domains; OpenAI's hits are sorted out afterwards.",
    contract: '§6.6',
  },
  'search-options-dropped': {
    what: 'Other wishes about a search are left out: `max_uses`, `user_location`.',
    contract: '§6.6',
  },
  'server-tool-dropped': {
    what: "With `UNSUPPORTED_SERVER_TOOLS=drop`: a tool of Anthropic's servers that the provider lacks is left out.",
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
    what: 'A parameter is left out, or replaced, because the upstream has refused it for this model.',
    contract: '§3',
  },
} as const satisfies Changes;
