/** One request in the audit, without content. Names of fields are part of the file's format. */
export interface AuditRecord {
  /** When it ended, as ISO 8601 in UTC. */
  readonly time: string;
  readonly request_id: string;
  /** The name of the token, or the client's address where none is required. */
  readonly person: string;
  readonly group?: string | undefined;
  readonly session?: string | undefined;
  readonly agent?: string | undefined;
  /** The class of the request, where the client names one: `main`, `subagent`, `compaction`, `auxiliary`. */
  readonly class?: string | undefined;
  readonly model_asked: string;
  readonly provider: string;
  readonly model: string;
  readonly fallback?: string | undefined;
  readonly input_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_tokens: number;
  readonly output_tokens: number;
  /** US dollars; null where the price is unknown. */
  readonly usd: number | null;
  /** The same for the request to the safeguards model, where there was one. */
  readonly judge_usd?: number | null | undefined;
  readonly changes: readonly string[];
  /** `ok`, the type of the error, or `left` where the client disconnected before the end. */
  readonly outcome: string;
  readonly status?: number | undefined;
  /** In milliseconds. */
  readonly duration: number;
}
