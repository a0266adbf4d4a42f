import type { Changes } from './change.types.js';

/** Changes that the response does not depend on: optimisations, accounting, and fields that no upstream could use. */
export const HARMLESS_CHANGES = {
  'attribution-dropped': {
    what: "The system prompt block that Claude Code writes for Anthropic's billing is left out.",
    contract: '§5.1',
  },
  'cache-control-dropped': {
    what: '`cache_control` is left out: other providers detect repeated prompts themselves.',
    contract: '§9.2, §24',
  },
  'context-management-dropped': {
    what: '`context_management` is left out; the client keeps its own history.',
    contract: '§9.4, §24',
  },
  'beta-dropped': {
    what: "Names of Anthropic's betas, in `anthropic-beta` or `betas`, are left out.",
    contract: '§9.5, §24',
  },
  'accounting-field-dropped': {
    what:
      'Fields for accounting and placement are left out: `container` (an id), `diagnostics`, `fallbacks`, ' +
      '`inference_geo`, `speed`, `output_config.task_budget`, `tags`, `thread` (`create`), `data_flow`, `resumption`, ' +
      '`block_binding` and their like; elsewhere than at OpenAI and Azure also `metadata`.',
    contract: '§4, §9.1, §24',
  },
  'effort-adjusted': {
    what: 'The model thinks more or less than requested: the nearest level that it supports is used.',
    contract: '§7.3',
  },
  'unknown-field-dropped': {
    what: 'A field of the request that the gateway does not know is left out.',
    contract: '§2, §24',
  },
  'inner-field-dropped': {
    what:
      'A field of a block or tool that only Anthropic uses is left out: `allowed_callers`, ' +
      '`eager_input_streaming`, `toolset_name`, `transformations`.',
    contract: '§6.1, §24',
  },
  'foreign-thinking-dropped': {
    what: 'Reasoning of another provider or model, which this model cannot read, is left out of the history.',
    where: 'all',
    contract: '§14, §24',
  },
  'silent-block-dropped': {
    what:
      'A block of an earlier response that has no meaning for another model is left out: `advisor_tool_result`, ' +
      '`connector_text`, `container_upload`, `fallback`, `mcp_tool_listing`.',
    contract: '§5.3',
  },
  'broken-characters-replaced': {
    what: 'A lone surrogate, which is no character, is replaced by U+FFFD.',
    contract: '§5.9, §24',
  },
  'empty-block-dropped': {
    what: 'An empty text block is left out.',
    contract: '§5.2',
  },
  'deferred-tools-dropped': {
    what: 'A tool with `defer_loading` that is not loaded yet, or that was removed, is not sent.',
    contract: '§6.2, §24',
  },
  'helper-tool-dropped': {
    what: 'An optional tool of Anthropic, `advisor_*` or `tool_search_tool_*`, is left out.',
    contract: '§6.6, §24',
  },
  'max-tokens-clamped': {
    what: '`max_tokens` is moved into the range that the model accepts.',
    contract: '§8.2',
  },
} as const satisfies Changes;
