import { describe, expect, it } from '@jest/globals';
import { manifestOf } from '@gateway/provider-kit';
import { VertexPlugin } from './vertex.plugin.js';
import { VertexSettings } from './vertex.settings.js';

const manifest = manifestOf(VertexPlugin);

describe("Vertex's manifest", () => {
  it.each<[Partial<VertexSettings>, readonly string[], readonly string[]]>([
    [{}, ['USE_VERTEX_AUTH', 'VERTEX_PROJECT'], ['vertex']],
    [{ VERTEX_PROJECT: 'p' }, [], ['vertex']],
    [{ USE_VERTEX_AUTH: true }, [], ['vertex', 'gemini']],
  ])('under %j misses %j and answers to %j', (settings, missing, prefixes) => {
    const result = Object.assign(new VertexSettings(), settings);
    expect([manifest?.missing(result), manifest?.prefixes?.(result)]).toEqual([missing, prefixes]);
  });
});
