import { join } from 'node:path';
import type { ScriptedAnswer, Item, Said, Script } from '../upstreams/script.types.js';

export const NOTE = 'first line\nsecond line\n';
export const FAREWELL = 'The note has two lines and the picture is red.';

/** A red square of 8 by 8 points. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=',
  'base64',
);

/** What an upstream that wants its state back hands out with each step. */
export const STATES = ['gAAAAstep1', 'gAAAAstep2', 'gAAAAstep3', 'gAAAAstep4'];

/** How many results the agent has seen when it comes to each step. */
const STEPS = [0, 1, 3, 4, 5];

/**
 * Plays a model that works as an agent does: writes a file, reads it and a picture in parallel calls, loads a
 * deferred tool, runs a command, answers. It goes by what it is shown, never by how often it was asked.
 */
export function agentStory(folder: string): Script {
  const note = join(folder, 'note.txt');
  const steps: Said[][] = [
    [{ text: 'I write the note.' }, { call: 'Write', id: 'call_write', input: { file_path: note, content: NOTE } }],
    [
      { call: 'Read', id: 'call_note', input: { file_path: note } },
      { call: 'Read', id: 'call_picture', input: { file_path: join(folder, 'picture.png') } },
    ],
    [{ call: 'ToolSearch', id: 'call_search', input: { query: 'select:WebFetch', max_results: 5 } }],
    [{ call: 'Bash', id: 'call_count', input: { command: `wc -l < '${note}'`, description: 'Count the lines' } }],
    [{ text: FAREWELL }],
  ];
  return ({ items, tools }): ScriptedAnswer => {
    const usage = { input: 2000, output: 30, cached: 500, reasoning: 4 };
    // Side questions, for a title say, come without tools.
    if (tools.length === 0) return { says: [{ text: 'ok' }], usage };
    const step = STEPS.indexOf(items.filter((item) => item.kind === 'result').length);
    const state = STATES[step];
    const thought: Said[] = state === undefined ? [] : [{ think: 'What next?', state }];
    return { says: [...thought, ...(steps[step] ?? [{ text: 'I am lost.' }])], usage };
  };
}

export const SEARCH = { query: 'what is nest' };
export const SEARCH_FAREWELL = 'That is what the web says.';

/** Plays a model that searches the web, and the one that Claude Code asks to do it. */
export function searchStory(): Script {
  return ({ items, tools }): ScriptedAnswer => {
    if (tools.includes('web_search'))
      return {
        says: [
          { search: SEARCH.query, hits: [{ url: 'https://example.com/nest', title: 'Nest' }] },
          { text: 'Nest is a framework.' },
        ],
      };
    switch (items.filter((item) => item.kind === 'result').length) {
      case 0:
        return {
          says: [{ call: 'ToolSearch', id: 'call_load', input: { query: 'select:WebSearch', max_results: 5 } }],
        };
      case 1:
        return { says: [{ call: 'WebSearch', id: 'call_web', input: SEARCH }] };
      default:
        return { says: [{ text: SEARCH_FAREWELL }] };
    }
  };
}

/** The result that was given to the call with this input; undefined where it was given none. */
export function resultOf(items: readonly Item[], isIt: (input: string) => boolean): string | undefined {
  const call = items.find((item) => item.kind === 'call' && isIt(JSON.stringify(item.input)));
  if (call?.kind !== 'call') return undefined;
  return items.flatMap((item) => (item.kind === 'result' && item.id === call.id ? [item.text] : []))[0];
}
