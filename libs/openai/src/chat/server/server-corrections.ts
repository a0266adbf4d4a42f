import { type ServerTraits, UNKNOWN_SERVER } from '@gateway/presets';
import type { CorrectionRule, RequestCorrection } from '@gateway/provider-kit';
import type { ChatBody } from '../chat.types.js';
import { REASONING_REFUSED, SERVER_WORDINGS } from './server-wordings.js';
import { SERVER_STEPS } from './server-steps.js';
import { dropThoughts } from './thoughts.js';

/** Templates run inside the server, and some report what they refuse as a failure of the server. */
const STATUSES = [400, 422, 500];

/** What servers on OpenAI's wire refuse besides parameters, and the switch that each refusal asks for (contract §3.5). */
export const SERVER_CORRECTIONS: readonly CorrectionRule<ChatBody>[] = [
  {
    forms: REASONING_REFUSED.map((sentence) => ({ status: STATUSES, sentence })),
    correct: (_, sent) =>
      dropThoughts(sent) === sent
        ? undefined
        : { cause: 'reasoningEcho', trait: 'reasoningEcho=never', apply: dropThoughts },
  },
  ...SERVER_WORDINGS.map(([switches, sentences]): CorrectionRule<ChatBody> => ({
    forms: sentences.map((sentence) => ({ status: STATUSES, sentence })),
    correct: (_, sent) => toCorrection(switches, sent),
  })),
];

/** The step of a switch as a correction; undefined where it would change nothing of what was refused. */
function toCorrection(switches: Partial<ServerTraits>, sent: ChatBody): RequestCorrection<ChatBody> | undefined {
  const step = SERVER_STEPS.find(({ name }) => switches[name] !== undefined);
  const traits = { ...UNKNOWN_SERVER, ...switches };
  if (step === undefined || step.apply(sent, traits) === sent) return undefined;
  return {
    cause: step.name,
    rank: 1 + SERVER_STEPS.indexOf(step),
    trait: Object.entries(switches)
      .map((entry) => entry.join('='))
      .join(','),
    ...(step.change === undefined ? {} : { change: step.change }),
    apply: (body) => step.apply(body, traits),
  };
}
