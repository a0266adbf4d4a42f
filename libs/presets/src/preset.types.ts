import type { ServerTraits } from './switches.js';

/** Something known of a vendor or an engine, where it was read, and when. */
export interface PresetFact {
  /** The switches that follow from it. */
  readonly sets?: Partial<ServerTraits>;
  /** The fact in words, where it sets no switch or says more than the switch does. */
  readonly what?: string;
  readonly source: string;
  /** Year and month, or day. */
  readonly date: string;
}

/** A vendor or an engine: one row of the table. */
export interface Preset {
  /** The value of `UPSTREAM_<NAME>` that means it. */
  readonly name: string;
  readonly title: string;
  /** The vendor's own variable for a key; absent: the engine needs none. */
  readonly keyVariable?: string;
  /** Base URL of its OpenAI-compatible API. */
  readonly chat: string;
  /** Base URL of its own API in Anthropic's form, without `/v1`, where it has one. */
  readonly anthropic?: string;
  /** Which of them a named upstream of this kind speaks, and why. */
  readonly speaks: 'chat' | 'anthropic';
  readonly because: string;
  readonly facts: readonly PresetFact[];
}
