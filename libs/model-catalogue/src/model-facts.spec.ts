import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS } from './built-in-rows.js';
import { ModelCatalogue } from './model-catalogue.js';
import type { Model } from './model-row.types.js';

const catalogue = new ModelCatalogue(BUILT_IN_ROWS);

/** A window is written as total / prompt. */
const facts: Readonly<Record<string, (model: Model) => unknown>> = {
  'efforts.responses': ({ efforts }) => efforts?.responses?.join(' '),
  'efforts.chat': ({ efforts }) => efforts?.chat?.join(' '),
  'efforts.off': ({ efforts }) => efforts?.off,
  sampling: ({ sampling }) => sampling,
  window: ({ window }) => `${window?.total ?? '?'} / ${window?.input ?? '?'}`,
  'answer.max': ({ answer }) => String(answer?.max),
  tools_on_chat: ({ tools_on_chat }) => tools_on_chat,
  apis: ({ apis }) => apis?.join(' '),
  'thinking.levels': ({ thinking }) => thinking?.levels?.join(' '),
};

/** Each fact, as verified on 2026-11-28, that the tables of the time before had wrong. */
const CELLS: readonly (readonly [model: string, fact: string, value: string])[] = [
  ['gpt-6.2-astra', 'efforts.responses', 'low medium high xhigh max'],
  ['gpt-6.2-astra', 'efforts.chat', 'low medium high xhigh'],
  ['gpt-6.2-astra', 'efforts.off', 'low'],
  ['gpt-6.2-astra', 'sampling', 'never'],
  ['gpt-6.2-astra', 'window', '1050000 / 922000'],
  ['gpt-6.2-sol', 'efforts.responses', 'low medium high xhigh max'],
  ['gpt-6.2-sol', 'efforts.chat', 'low medium high xhigh'],
  ['gpt-6.2-sol', 'efforts.off', 'low'],
  ['gpt-6.2-sol', 'sampling', 'never'],
  ['gpt-6.2-sol', 'window', '1050000 / 922000'],
  ['gpt-6.1-sol', 'efforts.responses', 'low medium high xhigh max'],
  ['gpt-6.1-sol', 'efforts.chat', 'low medium high xhigh'],
  ['gpt-6.1-sol', 'efforts.off', 'low'],
  ['gpt-6.1-sol', 'sampling', 'never'],
  ['gpt-6.1-sol', 'window', '1050000 / 922000'],
  ['gpt-6.1-sol', 'tools_on_chat', 'refused'],
  ['gpt-6.1-terra', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-6.1-terra', 'window', '1050000 / 922000'],
  ['gpt-6-sol', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-6-sol', 'window', '1050000 / 922000'],
  ['gpt-6-luna', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-6-luna', 'window', '1050000 / 922000'],
  ['gpt-6-astra', 'efforts.responses', 'low medium high xhigh max'],
  ['gpt-6-astra', 'efforts.chat', 'low medium high xhigh'],
  ['gpt-6-astra', 'efforts.off', 'low'],
  ['gpt-6-astra', 'sampling', 'never'],
  ['gpt-6-astra', 'window', '1050000 / 922000'],
  ['gpt-6-astra', 'tools_on_chat', 'refused'],
  ['gpt-5.6', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-5.6', 'window', '1050000 / 922000'],
  ['gpt-5.6-sol', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-5.6-sol', 'window', '1050000 / 922000'],
  ['gpt-5.6-terra', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-5.6-terra', 'window', '1050000 / 922000'],
  ['gpt-5.6-luna', 'efforts.responses', 'none low medium high xhigh max'],
  ['gpt-5.6-luna', 'window', '1050000 / 922000'],
  ['gpt-5.5-pro', 'efforts.responses', 'medium high xhigh'],
  ['gpt-5.5-pro', 'efforts.off', 'medium'],
  ['gpt-5.5-pro', 'sampling', 'never'],
  ['gpt-5.5-pro', 'window', '1050000 / 922000'],
  ['gpt-5.5', 'window', '1050000 / 922000'],
  ['gpt-5.4-pro', 'efforts.responses', 'medium high xhigh'],
  ['gpt-5.4-pro', 'efforts.off', 'medium'],
  ['gpt-5.4-pro', 'sampling', 'never'],
  ['gpt-5.4-pro', 'window', '1050000 / 922000'],
  ['gpt-5.4', 'window', '1050000 / 922000'],
  ['gpt-5.2-pro', 'sampling', 'never'],
  ['gpt-5.2-pro', 'efforts.off', 'medium'],
  ['chat-latest', 'efforts.responses', 'medium'],
  ['chat-latest', 'efforts.chat', 'medium'],
  ['chat-latest', 'efforts.off', 'medium'],
  ['chat-latest', 'window', '400000 / ?'],
  ['chat-latest', 'answer.max', '128000'],
  ['gpt-6-cyber', 'window', '? / 922000'],
  ['gpt-daybreak-blue-latest', 'answer.max', '128000'],
  ['gpt-daybreak-blue-latest', 'apis', 'responses'],
  ['gpt-daybreak-red-latest', 'answer.max', '128000'],
  ['gpt-daybreak-red-latest', 'apis', 'responses'],
  ['gemini-4-argon', 'thinking.levels', 'low medium high'],
  ['gemini-4-argon', 'answer.max', '1048576'],
  ['gemini-4-argon', 'sampling', 'ignored'],
  ['gemini-4-carbon', 'thinking.levels', 'low medium high'],
  ['gemini-4-carbon', 'answer.max', '1048576'],
  ['gemini-4-hydrogen', 'thinking.levels', 'low medium high xhigh'],
  ['gemini-4-hydrogen', 'answer.max', '1048576'],
  ['gemini-3.8-flash', 'sampling', 'ignored'],
  ['gemini-3.7-flash', 'sampling', 'ignored'],
  ['gemini-3.6-flash', 'sampling', 'ignored'],
  ['gemini-3.5-flash-lite', 'sampling', 'ignored'],
];

describe('the facts that were wrong before', () => {
  it.each(CELLS)('%s: %s is %s', (id, fact, value) => {
    const match = catalogue.find(id);
    expect(match?.by).not.toBe('family');
    expect(match && facts[fact]?.(match.model)).toBe(value);
  });
});

describe('facts of other models', () => {
  it.each([
    ['gpt-4.1', 'sampling', 'always'],
    ['gpt-4.1', 'efforts.off', 'omitted'],
    ['gpt-4.1', 'apis', 'chat responses'],
    ['gpt-5', 'efforts.off', 'minimal'],
    ['gpt-5-mini-2025-08-07', 'efforts.chat', 'minimal low medium high'],
    ['gpt-5.1', 'efforts.chat', 'none low medium high'],
    ['gpt-5.1', 'tools_on_chat', 'free'],
    ['gpt-5.1-codex-max', 'efforts.off', 'low'],
    ['gpt-5.2', 'tools_on_chat', 'effort-omitted'],
    ['gpt-5.3-codex', 'efforts.responses', 'low medium high xhigh'],
    ['gpt-5.4', 'tools_on_chat', 'effort-none'],
    ['gpt-5-pro', 'answer.max', '272000'],
    ['o3', 'window', '200000 / ?'],
    ['gpt-4o-mini', 'window', '128000 / ?'],
    ['gpt-3.5-turbo', 'answer.max', '4096'],
    ['gemini-3-pro-preview', 'thinking.levels', 'low high'],
    ['gemini-3.1-pro-preview', 'thinking.levels', 'low medium high'],
    ['gemini-flash-latest', 'thinking.levels', 'low medium high'],
    ['gemini-3.6-flash', 'thinking.levels', 'minimal low medium high'],
    ['gemini-2.0-flash', 'answer.max', '8192'],
    ['claude-opus-5-5', 'window', '? / 1000000'],
    ['claude-haiku-4-5-20251001', 'answer.max', '64000'],
  ])('%s: %s is %s', (id, fact, value) => {
    const match = catalogue.find(id);
    expect(match && facts[fact]?.(match.model)).toBe(value);
  });

  it('has the budgets of Gemini 2.5, and limits of one call where continuations make a longer answer', () => {
    expect(catalogue.find('gemini-2.5-pro')?.model.thinking?.budget).toEqual({ min: 128, max: 32_768 });
    expect(catalogue.find('gemini-2.5-flash')?.model.thinking?.budget).toEqual({ min: 0, max: 24_576 });
    expect(catalogue.find('gemini-4-carbon')?.model.answer?.per_call).toEqual({ streamed: 65_536, whole: 32_768 });
    expect(catalogue.find('gemini-4-hydrogen')?.model.answer?.per_call).toEqual({ streamed: 65_536, whole: 65_536 });
  });
});
