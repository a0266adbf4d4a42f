/** Features that only Anthropic provides: the request is refused with a 400 that names the field. */
export interface Refusal {
  readonly input: string;
  /** The providers that refuse it. */
  readonly where: string;
  readonly why: string;
}

const TRANSLATED = 'all but Anthropic';

/** Contract §4, §5, §6.6, §24. Published beside the changes. */
export const REFUSALS: readonly Refusal[] = [
  {
    input: '`web_search_*`',
    where: 'OpenAI Chat, Azure Chat; Gemini before 3 together with functions',
    why: 'the model would not have a tool that the client expects',
  },
  { input: '`web_fetch_*`', where: 'all but Anthropic, Gemini, Vertex', why: 'as above' },
  {
    input: '`code_execution_*`, `computer_*`, `browser_*`, `mcp_toolset`, any other typed tool',
    where: TRANSLATED,
    why: 'as above; `UNSUPPORTED_SERVER_TOOLS=drop` leaves all but MCP out instead',
  },
  { input: '`mcp_servers`', where: TRANSLATED, why: 'as above' },
  { input: '`container.skills`, `compaction`', where: TRANSLATED, why: 'no other provider has an equivalent' },
  {
    input: 'images and documents by `file_id`, `container_upload` of the user',
    where: TRANSLATED,
    why: 'content would be missing',
  },
  {
    input: 'documents by URL',
    where: 'OpenAI Chat, Azure Chat',
    why: 'content would be missing; the gateway fetches nothing',
  },
  { input: 'an unknown block of the user, without text', where: TRANSLATED, why: 'its meaning is unknown' },
  { input: '`tool_choice` of a tool that is not there', where: TRANSLATED, why: 'it could not be called' },
  { input: 'more than 128 tools, at Gemini and Vertex 512', where: TRANSLATED, why: 'the upstream accepts no more' },
];
