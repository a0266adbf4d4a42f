import { afterEach, describe, expect, it, jest } from '@jest/globals';

/** The page is JavaScript as browsers read it; these of its modules need no browser. */
const load = async (name: string): Promise<unknown> => import(`./page/${name}.js`);

type ReadEvents = (url: string, options: object, onData: (data: unknown) => void) => Promise<number>;
type Words = Readonly<Record<string, (value: unknown) => unknown>>;

afterEach(() => {
  jest.restoreAllMocks();
});

describe('readEvents', () => {
  const stream = 'event: a\nid: 1\ndata: {"a":"ä"}\n\n: a comment\n\ndata: {"b":\ndata: 2}\n\ndata: {"cut":';

  it.each([1, 2, 7, 1000])('reads every event of a stream that comes in pieces of %i bytes', async (size) => {
    const { readEvents } = (await load('connection/read-events')) as { readEvents: ReadEvents };
    const bytes = new TextEncoder().encode(stream);
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
        controller.close();
      },
    });
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body));
    const seen: unknown[] = [];
    expect(await readEvents('status/events', { headers: { a: 'b' } }, (data) => seen.push(data))).toBe(200);
    expect(seen).toEqual([{ a: 'ä' }, { b: 2 }]);
    expect(fetch).toHaveBeenCalledWith('status/events', { headers: { a: 'b' }, cache: 'no-store' });
  });

  it('returns the status where there is no stream', async () => {
    const { readEvents } = (await load('connection/read-events')) as { readEvents: ReadEvents };
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}', { status: 401 }));
    expect(await readEvents('status/events', {}, () => undefined)).toBe(401);
  });
});

describe('words', () => {
  it.each([
    ['toDollars', undefined, '–'],
    ['toDollars', 'unknown', 'unknown'],
    ['toDollars', 0, '$0'],
    ['toDollars', 0.000_02, '< $0.0001'],
    ['toDollars', 0.0042, '$0.0042'],
    ['toDollars', 0.0421, '$0.042'],
    ['toDollars', 12.345, '$12.35'],
    ['toDuration', 999.4, '999 ms'],
    ['toDuration', 1200, '1.2 s'],
    ['toDuration', 61_000, '1 min 1 s'],
    ['toDuration', 7_260_000, '2 h 1 min'],
    ['toDuration', 90_000_000, '1 d 1 h'],
    ['toCount', 1234, '1,234'],
    ['toPercent', 0.756, '76 %'],
    ['toCachedPart', { input: 1, cached: 3, written: 0 }, 0.75],
    ['toCachedPart', { input: 0, cached: 0, written: 0 }, undefined],
    ['toCachedPart', {}, undefined],
    ['toShortCount', undefined, '–'],
  ])('%s of %j: %s', async (name, value, said) => {
    const words = (await load('parts/to-words')) as Words;
    expect(words[name]?.(value)).toBe(said);
  });

  it.each([
    [0, 1],
    [-Infinity, 1],
    [0.003, 0.005],
    [1, 1],
    [1.2, 2],
    [420, 500],
    [5001, 10_000],
  ])('the axis for %d ends at %d', async (value, top) => {
    const { roundUp } = (await load('parts/draw-chart')) as { roundUp: (value: number) => number };
    expect(roundUp(value)).toBeCloseTo(top, 9);
  });
});
