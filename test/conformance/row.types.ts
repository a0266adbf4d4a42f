import type { Route } from '../kit/harness/wires.js';
import type { Scene } from './harness/scene.js';

/** Who is run against the gateway. */
export type ClientName = 'claude-code' | 'sdk' | 'agent-sdk';

/** One thing that a client does, seen from its user: a story for the model, and what must come of it. */
export interface Row {
  readonly name: string;
  /** The name of the row in the table. */
  readonly title: string;
  readonly client: ClientName;
  /** Slow rows run on one wire of each dialect. */
  readonly pace: 'fast' | 'slow';
  /** What it takes: words only, or tools too. */
  readonly kind: 'simple' | 'tools';
  /** The answers come as streams, whole, or both. */
  readonly answers: 'streamed' | 'whole' | 'both';
  /** A real model can be asked to do it; else only a fake upstream plays it. */
  readonly live: boolean;
  /** It is played before the stand-in of every preset too. */
  readonly presets?: boolean;
  /** What only translated wires need: Anthropic does it by itself. */
  readonly translated?: boolean;
  /** Settings of the gateway beside those of the wire. */
  readonly settings?: (route: Route) => Readonly<Record<string, string>>;
  /** The message of the one 400 of contract §24 that it may meet. */
  readonly refusal?: RegExp;
  /** Statuses that the story makes the gateway answer with. */
  readonly failures?: readonly number[];
  /** The story breaks streams off. */
  readonly breaks?: boolean;
  /** Runs the client; throws where something did not come as it must. */
  play(scene: Scene): Promise<void>;
}
