import { describe, expect, it } from '@jest/globals';
import { connectChannels } from '../../../../test/kit/app/connect-channels.js';
import { toRecord } from '../../../../test/kit/material/to-record.js';
import type { Channel } from '../../../ipc/channel.js';
import type { Figures } from '../figures.types.js';
import { StatusAggregator } from './status-aggregator.js';
import { FIGURES, LIVE, NEWS, REQUEST_RECORD } from './topics.js';

const viewer = { seesAll: true } as const;

function startWorker(aggregator: StatusAggregator, open: number): { readonly own: Channel; readonly primary: Channel } {
  const [primary, own] = connectChannels();
  own.handle(LIVE, () => ({ open, providers: {}, corrections: [] }));
  aggregator.serve(primary);
  return { own, primary };
}

describe('StatusAggregator', () => {
  it('sums the workers, and sends news of each to all', async () => {
    const aggregator = new StatusAggregator();
    const [one, two] = [startWorker(aggregator, 1), startWorker(aggregator, 2)];
    let news = 0;
    for (const { own } of [one, two]) own.handle(NEWS, () => news++);
    one.own.notify(REQUEST_RECORD, toRecord({ id: 'req_1' }));
    two.own.notify(REQUEST_RECORD, toRecord({ id: 'req_2' }));
    await one.own.request<Figures>(FIGURES, { viewer, after: 0 });
    const figures = await two.own.request<Figures>(FIGURES, { viewer, after: 1 });
    expect(news).toBe(4);
    expect(figures).toMatchObject({ open: 3, workers: 2, totals: { requests: 2 }, requests: [{ id: 'req_2' }] });
  });

  it('keeps what a worker did that has ended, and goes on without it', async () => {
    const aggregator = new StatusAggregator();
    const [one, two] = [startWorker(aggregator, 1), startWorker(aggregator, 2)];
    one.own.notify(REQUEST_RECORD, toRecord());
    await one.own.request<Figures>(FIGURES, { viewer, after: 0 });
    one.primary.close();
    const figures = await two.own.request<Figures>(FIGURES, { viewer, after: 0 });
    expect(figures).toMatchObject({ open: 2, workers: 1, totals: { requests: 1 } });
  });

  it('does not wait for a worker that is silent', async () => {
    const aggregator = new StatusAggregator();
    const [one, two] = [startWorker(aggregator, 1), startWorker(aggregator, 2)];
    one.own.handle(LIVE, () => new Promise(() => undefined));
    expect(await two.own.request<Figures>(FIGURES, { viewer, after: 0 })).toMatchObject({ open: 2, workers: 2 });
  });
});
