/**
 * What may happen to a request on its way to an upstream that does not speak the Messages API, and how much
 * that matters. `harmless`: an optimisation or accounting that the answer does not depend on. `emulated`: the
 * gateway does it itself. `degraded`: the answer may differ from what was asked for.
 */
export const CHANGES = {
  'attribution-dropped': 'harmless',
  'cache-control-dropped': 'harmless',
  'context-management-dropped': 'harmless',
  'accounting-field-dropped': 'harmless',
  'unknown-field-dropped': 'harmless',
  'foreign-thinking-dropped': 'harmless',
  'deferred-tools-dropped': 'harmless',
  'helper-tool-dropped': 'harmless',
  'max-tokens-clamped': 'harmless',
  'empty-block-dropped': 'harmless',
  'prewarm-answered-locally': 'emulated',
  'stop-sequence-scanned': 'emulated',
  'tool-name-mapped': 'emulated',
  'tool-id-mapped': 'emulated',
  'tool-result-media-moved': 'emulated',
  'parallel-calls-trimmed': 'emulated',
  'system-message-wrapped': 'emulated',
  'tool-result-repaired': 'emulated',
  'document-as-text': 'emulated',
  'usage-estimated': 'emulated',
  'schema-repaired': 'emulated',
  'sampling-dropped': 'degraded',
  'effort-adjusted': 'degraded',
  'schema-constraint-dropped': 'degraded',
  'strict-dropped': 'degraded',
  'citations-dropped': 'degraded',
  'server-blocks-as-text': 'degraded',
  'unknown-block-dropped': 'degraded',
  'search-domains-dropped': 'degraded',
  'server-tool-dropped': 'degraded',
  'parameter-refused-by-upstream': 'degraded',
} as const satisfies Record<string, 'harmless' | 'emulated' | 'degraded'>;

export type ChangeCode = keyof typeof CHANGES;
export type ChangeClass = (typeof CHANGES)[ChangeCode];
