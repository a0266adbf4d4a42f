import { AssertionError } from 'node:assert';
import type { Row } from '../row.types.js';
import type { Scene } from '../stage/scene.js';
import type { Cell } from './cell.types.js';
import { judgeScene } from './judge-scene.js';

/** Plays a row and says how it went; whatever goes wrong is in the cell, never thrown. */
export async function runCell(row: Row, wire: string, setScene: () => Promise<Scene>): Promise<Cell> {
  const began = Date.now();
  const done = (rest: Pick<Cell, 'verdict' | 'codes' | 'why'>): Cell => ({
    row: row.name,
    wire,
    ...rest,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  });
  let scene: Scene;
  try {
    scene = await setScene();
  } catch (error) {
    return done({ verdict: 'fail', codes: [], why: [told(error)] });
  }
  const found: string[] = [];
  await row.play(scene).catch((error: unknown) => found.push(told(error)));
  const judged = judgeScene(scene, row, found);
  const dark = await scene.clear().then(
    () => undefined,
    (error: unknown) => told(error),
  );
  return done(dark === undefined ? judged : { ...judged, verdict: 'fail', why: [...judged.why, dark] });
}

function told(error: unknown): string {
  if (error instanceof AssertionError) return error.message.slice(0, 800);
  if (error instanceof AggregateError) return `${error.message}: ${error.errors.map(told).join('; ')}`;
  return error instanceof Error ? error.message.slice(0, 800) : String(error);
}
