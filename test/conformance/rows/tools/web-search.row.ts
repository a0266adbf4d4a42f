import assert from 'node:assert/strict';
import { resultOf, SEARCH, SEARCH_FAREWELL, searchStory } from '../../../kit/material/agent-story.js';
import type { Row } from '../../row.types.js';
import { assertSuccess } from '../assert-success.js';

/** Searches the web, by the provider's own search; where there is none the client gets an error and goes on. */
export const webSearch: Row = {
  name: 'web-search',
  title: 'WebSearch',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  refusal: /web_search/,
  async play(scene) {
    scene.script = searchStory();
    const run = await scene.claude({
      prompt: `Load WebSearch with ToolSearch, search the web for "${SEARCH.query}" and tell what you found.`,
      allowedTools: ['ToolSearch', 'WebSearch'],
    });
    assertSuccess(run, scene, SEARCH_FAREWELL);
    const refused = scene.exchanges.some(({ status }) => status === 400);
    assert.equal(
      refused,
      !scene.route.search,
      'web search is refused where it is possible, or promised where it is not',
    );
    if (scene.live) return;
    const found = resultOf(scene.mainLoop.at(-1)!.items, (input) => input === JSON.stringify(SEARCH)) ?? '';
    const expected = scene.route.search ? [/https:\/\/example\.com\/nest/, /Nest is a framework/] : [/not supported/];
    for (const words of expected) assert.match(found, words, 'the main loop was not given what the search found');
  },
};
