import type { BenchWire } from './bench-wires.js';

/** Something that is measured, and what it should be. */
export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** Beside whom a contender is put: the byte pipe, an empty Nest app, the parsing of the same text. */
  readonly reference?: string;
  /** What decides: contender ÷ reference, contender − reference, or the contender's own figure. */
  readonly decides: 'ratio' | 'difference' | 'figure';
  readonly better: 'less' | 'more';
  /** The limit of what decides. */
  readonly target?: (wire: string) => number;
  /** `bench:check` compares its ratio: it is steady enough for that. */
  readonly guarded: boolean;
}

/** A pass-through translates nothing. */
export const isPassThrough = (wire: string): boolean => wire === ('anthropic' satisfies BenchWire['name']);

const besidePipe = { reference: 'pipe', decides: 'ratio', better: 'less', guarded: true } as const;
const growth = { ...besidePipe, unit: 'µs', guarded: false } as const;

export const BODY_SIZES = [
  { id: '48k', name: '48 KB', bytes: 48 * 1024 },
  { id: '600k', name: '600 KB', bytes: 600 * 1024 },
  { id: '2m', name: '2 MB', bytes: 2 * 1024 * 1024 },
] as const;

export const STREAMS = [25, 50, 100] as const;
export const LENGTHS = [250, 500, 1000] as const;
/** Events in one write of the upstream. */
export const BATCHES = [1, 16] as const;

/** Milliseconds that a first token may take longer than through the pipe. */
const FIRST_TOKEN: Readonly<Record<string, number>> = { '600k': 5, '2m': 12 };

/** Everything that the bench measures, in the order of the report. */
export const MEASURES: readonly Measure[] = [
  ...BATCHES.flatMap((batch): Measure[] => [
    {
      id: `cpu-${batch}`,
      name: `CPU per event, ${batch} to a write`,
      unit: 'µs',
      ...besidePipe,
      target: (wire) => (isPassThrough(wire) ? 1.2 : batch === 1 ? 1.4 : 6),
    },
    { id: `p50-${batch}`, name: `latency p50, ${batch} to a write`, unit: 'ms', ...besidePipe, guarded: false },
    {
      id: `p99-${batch}`,
      name: `latency p99, ${batch} to a write`,
      unit: 'ms',
      ...besidePipe,
      target: () => 2,
      guarded: false,
    },
  ]),
  {
    id: 'whole-rate',
    name: 'whole answers a second, 48 KB, 16 at once',
    unit: '1/s',
    ...besidePipe,
    better: 'more',
    target: () => 0.4,
  },
  { id: 'whole-cpu', name: 'CPU per whole answer, 48 KB', unit: 'ms', ...besidePipe },
  ...BODY_SIZES.flatMap(({ id, name }): Measure[] => {
    const limit = FIRST_TOKEN[id];
    return [
      {
        id: `first-token-${id}`,
        name: `time to first token, ${name}`,
        unit: 'ms',
        ...besidePipe,
        decides: 'difference',
        // A few milliseconds of the clock: its CPU, beside it, is what is steady.
        guarded: false,
        ...(limit === undefined ? {} : { target: () => limit }),
      },
      { id: `body-cpu-${id}`, name: `CPU per request, ${name}`, unit: 'ms', ...besidePipe },
    ];
  }),
  {
    id: 'longest-turn',
    name: 'longest turn of the event loop, of the CPU for a 2 MB request',
    unit: 'share',
    decides: 'figure',
    better: 'less',
    target: () => 0.67,
    guarded: false,
  },
  {
    id: 'idle',
    name: 'memory in RAM per idle stream, of 1,000',
    unit: 'KB',
    ...besidePipe,
    decides: 'figure',
    target: () => 60,
    guarded: false,
  },
  {
    id: 'idle-held',
    name: 'of that, reachable on the heap and in buffers',
    unit: 'KB',
    ...besidePipe,
    decides: 'figure',
    guarded: false,
  },
  {
    id: 'rest',
    name: 'memory at rest',
    unit: 'MB',
    ...besidePipe,
    reference: 'empty Nest app',
    target: () => 1.25,
    guarded: false,
  },
  {
    id: 'idle-sdks',
    name: 'SDKs loaded that this provider does not use',
    unit: 'packages',
    decides: 'figure',
    better: 'less',
    target: () => 0,
    guarded: false,
  },
  ...STREAMS.map((streams): Measure => ({
    id: `streams-${streams}`,
    name: `growth: CPU per event, ${streams} streams`,
    ...growth,
  })),
  ...LENGTHS.map((length): Measure => ({
    id: `length-${length}`,
    name: `growth: CPU per event, ${length} events a stream`,
    ...growth,
  })),
  {
    id: 'translator',
    name: 'provider alone, without network, per event',
    unit: 'µs',
    ...besidePipe,
    reference: 'JSON.parse',
  },
];

/** @throws Error for an id that nothing has */
export function measureOf(id: string): Measure {
  const found = MEASURES.find((measure) => measure.id === id);
  if (found === undefined) throw new Error(`nothing is measured as ${id}`);
  return found;
}
