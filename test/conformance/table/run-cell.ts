import { AssertionError } from 'node:assert';
import type { Row } from '../row.types.js';
import type { TappedRequest } from '../harness/client-tap.js';
import type { Scene } from '../harness/scene.js';
import type { Cell } from './cell.types.js';
import { judgeScene } from './judge-scene.js';

/** How a row went, and what passed between its client and the gateway. */
export interface PlayedCell {
  readonly cell: Cell;
  readonly exchanges: readonly TappedRequest[];
}

/** Plays a row and says how it went; whatever goes wrong is in the cell, never thrown. */
export async function runCell(row: Row, wire: string, setScene: () => Promise<Scene>): Promise<PlayedCell> {
  const began = Date.now();
  const done = (
    rest: Pick<Cell, 'verdict' | 'codes' | 'why'>,
    requests: readonly TappedRequest[] = [],
  ): PlayedCell => ({
    cell: { row: row.name, wire, ...rest, seconds: Math.round((Date.now() - began) / 100) / 10 },
    exchanges: requests,
  });
  let scene: Scene;
  try {
    scene = await setScene();
  } catch (error) {
    return done({ verdict: 'fail', codes: [], why: [result(error)] });
  }
  const found: string[] = [];
  await row.play(scene).catch((error: unknown) => found.push(result(error)));
  const judged = judgeScene(scene, row, found);
  const dark = await scene.clear().then(
    () => undefined,
    (error: unknown) => result(error),
  );
  const final = dark === undefined ? judged : { ...judged, verdict: 'fail' as const, why: [...judged.why, dark] };
  return done(final, scene.exchanges);
}

function result(error: unknown): string {
  if (error instanceof AssertionError) return error.message.slice(0, 800);
  if (error instanceof AggregateError) return `${error.message}: ${error.errors.map(result).join('; ')}`;
  return error instanceof Error ? error.message.slice(0, 800) : String(error);
}
