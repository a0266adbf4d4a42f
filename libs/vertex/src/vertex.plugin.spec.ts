import { describe, expect, it } from '@jest/globals';
import { cardOf } from '@gateway/provider-kit';
import { VertexPlugin } from './vertex.plugin.js';
import { VertexSettings } from './vertex.settings.js';

const card = cardOf(VertexPlugin);

describe("Vertex's card", () => {
  it.each<[Partial<VertexSettings>, readonly string[], readonly string[]]>([
    [{}, ['USE_VERTEX_AUTH', 'VERTEX_PROJECT'], ['vertex']],
    [{ VERTEX_PROJECT: 'p' }, [], ['vertex']],
    [{ USE_VERTEX_AUTH: true }, [], ['vertex', 'gemini']],
  ])('under %j misses %j and answers to %j', (settings, missing, prefixes) => {
    const told = Object.assign(new VertexSettings(), settings);
    expect([card?.missing(told), card?.prefixes?.(told)]).toEqual([missing, prefixes]);
  });
});
