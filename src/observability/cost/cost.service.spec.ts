import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { CostSettings } from './cost.settings.js';
import { CatalogueService } from '../../catalogue/catalogue.service.js';
import { startApp } from '../../../test/kit/app/start-app.js';
import { CostService } from './cost.service.js';

const folder = mkdtempSync(join(tmpdir(), 'prices-'));
const file = join(folder, 'prices.json');

afterAll(() => rmSync(folder, { recursive: true }));

describe('CostService', () => {
  const usage = { input_tokens: 1_000_000 };
  const of = (provider: string, model: string): unknown => {
    const costs = new CostService(Object.assign(new CostSettings(), { PRICES_FILE: file }), new CatalogueService());
    return costs.of({ route: { requestedModel: 'a', provider, model }, usage });
  };

  it('goes by PRICES_FILE first, then by the list, and makes no price up', () => {
    writeFileSync(file, JSON.stringify({ 'azure/gpt-4.1': { input: 7, output: 8 }, mine: { input: 0, output: 0 } }));
    expect(of('azure', 'gpt-4.1')).toBe(7);
    expect(of('openai', 'gpt-4.1')).toBe(2);
    expect(of('openai', 'mine')).toBe(0);
    expect(of('openai', 'theirs')).toBe('unknown');
  });

  it('goes by the tier of the answer', () => {
    const costs = new CostService(new CostSettings(), new CatalogueService());
    const route = { requestedModel: 'a', provider: 'openai', model: 'gpt-6-sol' };
    const of = (tier: string): unknown => costs.of({ route, usage: { input_tokens: 200_000, service_tier: tier } });
    expect(['standard', 'batch', 'priority'].map(of)).toEqual([0.4, 0.2, 0.8]);
  });

  it('knows no cost where nothing was asked or used', () => {
    const costs = new CostService(new CostSettings(), new CatalogueService());
    expect(costs.of({ usage })).toBeUndefined();
    expect(costs.of({ route: { requestedModel: 'a', provider: 'p', model: 'gpt-4.1' } })).toBeUndefined();
  });

  it('does not let a gateway start with prices that cannot be', async () => {
    writeFileSync(file, JSON.stringify({ a: { input: '1', output: -1 } }));
    const start = startApp({}, { PRICES_FILE: file });
    await expect(start).rejects.toMatchObject({
      mistakes: [
        'PRICES_FILE: "a": input must be a number, 0 or more',
        'PRICES_FILE: "a": output must be a number, 0 or more',
      ],
    });
    await expect(startApp({}, { PRICES_FILE: join(folder, 'nothing.json') })).rejects.toThrow('PRICES_FILE: ENOENT');
  });
});
