import type { ReceivedConversation, Said, Script } from '../../kit/upstreams/script.types.js';

const USAGE = { input: 2000, output: 30, cached: 500, reasoning: 4 };

/** How many results of tools the model has been shown. */
export function resultsIn({ items }: Pick<ReceivedConversation, 'items'>): number {
  return items.filter((item) => item.kind === 'result').length;
}

/**
 * Plays a model that works in steps. It goes by the results it is shown, never by how often it was asked, so that a
 * repeated question gets the same answer. Side questions, for a title say, come without tools.
 */
export function playSteps(steps: readonly (readonly Said[])[]): Script {
  return (shown) => {
    const { tools } = shown;
    if (tools.length === 0) return { says: [{ text: 'ok' }], usage: USAGE };
    return { says: stepAfter(steps, resultsIn(shown)), usage: USAGE };
  };
}

/** The step for a model that has seen so many results: each call of the steps before gives one. */
function stepAfter(steps: readonly (readonly Said[])[], results: number): readonly Said[] {
  let seen = 0;
  for (const step of steps) {
    if (seen === results) return step;
    seen += step.filter((said) => 'call' in said).length;
  }
  return [{ text: 'I am lost.' }];
}
