import type { ServerTraits, SwitchName } from '@gateway/presets';
import type { ChangeCode } from '@gateway/provider-kit';
import { writeField } from '../../corrections/body-fields.js';
import type { ChatBody } from '../chat.types.js';
import { bridgeResults } from './bridge-results.js';
import { joinTextParts } from './join-text-parts.js';
import { mergeRoles } from './merge-roles.js';
import { moveSystem } from './move-system.js';
import { nineLetterIds } from './nine-letter-ids.js';
import { omitImages } from './omit-images.js';
import { echoThoughts } from './thoughts.js';
import { weakenToolChoice } from './weaken-tool-choice.js';
import { wrapSystem } from './wrap-system.js';

/** What one switch does to a body that is otherwise complete. */
export interface ServerStep {
  readonly name: SwitchName;
  readonly change?: ChangeCode;
  /** The same body where the switch asks for nothing, or nothing is there to change. */
  apply(body: ChatBody, traits: ServerTraits): ChatBody;
}

/**
 * The switches that change a body, in their order: text is joined when reminders and notes are in place. A preset, a
 * setting and a correction all pass through the same step, so that they give the same bytes.
 */
export const SERVER_STEPS: readonly ServerStep[] = [
  {
    name: 'midSystem',
    change: 'system-message-wrapped',
    apply: (body, { midSystem }) => (midSystem === 'user' ? wrapSystem(body) : body),
  },
  {
    name: 'firstSystem',
    apply: (body, { firstSystem }) => (firstSystem === 'user' ? moveSystem(body) : body),
  },
  {
    name: 'images',
    change: 'images-omitted',
    apply: (body, { images }) => (images === 'false' ? omitImages(body) : body),
  },
  {
    name: 'rolesInTurn',
    apply: (body, { rolesInTurn }) => (rolesInTurn === 'true' ? mergeRoles(body) : body),
  },
  {
    name: 'userAfterTool',
    apply: (body, { userAfterTool }) => (userAfterTool === 'false' ? bridgeResults(body) : body),
  },
  {
    name: 'reasoningEcho',
    apply: (body, { reasoningEcho, reasoningField }) => echoThoughts(body, reasoningEcho, reasoningField),
  },
  {
    name: 'joinTextParts',
    apply: (body, traits) => (traits.joinTextParts === 'true' ? joinTextParts(body) : body),
  },
  {
    name: 'toolIds',
    change: 'tool-id-mapped',
    apply: (body, { toolIds }) => (toolIds === 'nine' ? nineLetterIds(body) : body),
  },
  {
    name: 'toolChoice',
    change: 'tool-choice-weakened',
    apply: (body, { toolChoice }) => weakenToolChoice(body, toolChoice),
  },
  {
    name: 'stream',
    apply: (body, { stream }) => (stream === 'always' ? alwaysStream(body) : body),
  },
  {
    name: 'streamUsage',
    apply: (body, { streamUsage }) => (streamUsage === 'false' ? writeField(body, 'stream_options', undefined) : body),
  },
];

/** The reader of answers goes by what comes, and puts a stream together where a whole answer was asked for. */
function alwaysStream(body: ChatBody): ChatBody {
  return body.stream === true ? body : { ...body, stream: true, stream_options: { include_usage: true } };
}

/** The body as a server with these traits takes it. */
export function applyServerTraits(body: ChatBody, traits: ServerTraits, changes: Set<ChangeCode>): ChatBody {
  return SERVER_STEPS.reduce((before, step) => {
    const { change } = step;
    const after = step.apply(before, traits);
    if (after !== before && change !== undefined) changes.add(change);
    return after;
  }, body);
}
