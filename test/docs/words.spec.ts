import { describe, expect, it } from '@jest/globals';
import { readDocuments } from './read-documents.js';

/** Words that hide the actor, and the private words of the first version. */
const VAGUE =
  /\b(?:nobody|somebody|whoever|anybody|everybody|(?:is|are|was) told|the house|the pen|tells (?:the|what|of)|says (?:so|what|nothing))\b/gi;

/** Pages that a command writes: their words are those of the code. */
const GENERATED = ['docs/configuration.md', 'docs/conformance.md', 'docs/fidelity.md', 'docs/performance.md'];

const WRITTEN = readDocuments().filter(({ path }) => !GENERATED.includes(path));

describe('the words of the pages', () => {
  it.each(WRITTEN)('$path names the actor', ({ page }) => {
    expect([...page.matchAll(VAGUE)].map(([word]) => word)).toEqual([]);
  });
});
