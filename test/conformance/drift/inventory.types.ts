/** What a client has been seen to send; each list is sorted and holds nothing twice. */
export interface Inventory {
  readonly headers: readonly string[];
  readonly betas: readonly string[];
  /** Paths in bodies: `messages[].content[tool_result].is_error`. */
  readonly fields: readonly string[];
  /** Types of content blocks. */
  readonly blocks: readonly string[];
  /** Types of tools, or names where they are the client's own. */
  readonly tools: readonly string[];
}

export const PARTS = ['headers', 'betas', 'fields', 'blocks', 'tools'] as const satisfies (keyof Inventory)[];

export const EMPTY: Inventory = { headers: [], betas: [], fields: [], blocks: [], tools: [] };
