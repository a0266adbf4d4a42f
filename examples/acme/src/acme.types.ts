/** Acme's wire. Replace it by what your provider documents. */
export interface AcmeBody {
  readonly model: string;
  readonly stream: boolean;
  readonly max_tokens: number;
  readonly messages: readonly AcmeMessage[];
  readonly tools?: readonly { readonly name: string; readonly description?: string; readonly schema: object }[];
}

export type AcmeMessage =
  | { readonly role: 'system' | 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly AcmeCall[] }
  | { readonly role: 'result'; readonly id: string; readonly text: string };

export interface AcmeCall {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** One event of a stream; a whole reply has the same fields, all of them at once. */
export interface AcmeChunk {
  readonly text?: string;
  readonly calls?: readonly AcmeCall[];
  readonly done?: 'stop' | 'length' | 'calls' | 'filter';
  /** Tokens; `cached` is part of `input`. */
  readonly usage?: { readonly input: number; readonly cached: number; readonly output: number };
  /** What went wrong in the middle of a stream. */
  readonly error?: string;
}
