import { PRESET_ROUTES } from '../../kit/harness/preset-routes.js';
import type { Route } from '../../kit/harness/wires.js';
import type { Row } from '../row.types.js';
import type { TappedRequest } from '../harness/client-tap.js';
import type { Scene } from '../harness/scene.js';
import type { Cell } from './cell.types.js';
import { runCell } from './run-cell.js';

export interface Table {
  readonly rows: readonly Row[];
  readonly wires: readonly string[];
  /** Presets with a stand-in. */
  readonly presets: readonly string[];
  readonly cells: readonly Cell[];
}

export interface Run {
  readonly rows: readonly Row[];
  readonly routes: readonly Route[];
  /** Wires at work at the same time. */
  readonly jobs: number;
  setScene(row: Row, route: Route): Promise<Scene>;
  /** Called with each cell as soon as it is done, and with the requests of the client. */
  onCell?(cell: Cell, row: Row, requests: readonly TappedRequest[]): void;
}

/** One wire of each dialect: where slow rows run. */
const SLOW_WIRES = ['openai-chat', 'openai-responses', 'gemini', 'anthropic'];

/** Whether a row is played over a wire. */
export function isPlayed(row: Row, route: Route): boolean {
  if (PRESET_ROUTES.includes(route)) return row.presets === true;
  if (row.translated && route.plugin === 'anthropic') return false;
  return row.pace === 'fast' || SLOW_WIRES.includes(route.name);
}

/** Runs every row over every wire; a wire plays its rows one after the other. */
export async function runTable({ rows, routes, jobs, setScene, onCell }: Run): Promise<Table> {
  const cells: Cell[] = [];
  const waiting = [...routes];
  const work = async (): Promise<void> => {
    for (let route = waiting.shift(); route; route = waiting.shift())
      for (const row of rows.filter((each) => isPlayed(each, route))) {
        const { cell, exchanges: requests } = await runCell(row, route.name, () => setScene(row, route));
        cells.push(cell);
        onCell?.(cell, row, requests);
      }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const [presets = [], wires = []] = [true, false].map((wanted) =>
    routes.filter((route) => PRESET_ROUTES.includes(route) === wanted).map(({ name }) => name),
  );
  return { rows, wires, presets, cells };
}
