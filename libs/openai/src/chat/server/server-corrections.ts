import { type ServerTraits, UNKNOWN_SERVER } from '@gateway/presets';
import type { CorrectionRule, RefusalForm, RequestCorrection } from '@gateway/provider-kit';
import type { ChatBody } from '../chat.types.js';
import { SERVER_STEPS } from './server-steps.js';
import { dropThoughts } from './thoughts.js';

/** Templates run inside the server, and some report what they refuse as a failure of the server. */
const STATUSES = [400, 422, 500];

/**
 * Templates that count the messages of user and assistant: which of them stands wrong is not mentioned. The rows that
 * know it are tried in their order, as far as each changes anything.
 */
const IN_TURN = /[Cc]onversation roles must alternate/;

/** Sentences of refusals with the switches that they ask for. All of one line are about the same switch. */
const TAUGHT: readonly (readonly [Partial<ServerTraits>, readonly RegExp[]])[] = [
  [
    { midSystem: 'user' },
    [
      // Qwen's template, behind vLLM, SGLang, llama.cpp, LM Studio and Ollama.
      /System message must be at the beginning/,
      // DeepSeek, Qwen; zod; pydantic; MiniMax; Mistral.
      /unknown variant `system`, expected/,
      /role must be either 'user' or 'assistant', but got 'system'/,
      /"received":\s?"system"/,
      /Input should be 'user' or 'assistant'/,
      /invalid message role: system/,
      /invalid chat setting \(2013\)/,
      /Unexpected role ["']system["']/,
      /不支持 role="system"/,
      IN_TURN,
    ],
  ],
  [{ rolesInTurn: 'true' }, [IN_TURN]],
  [{ userAfterTool: 'false' }, [/Unexpected role 'user' after role 'tool'/, IN_TURN]],
  [
    { firstSystem: 'user' },
    [
      // Gemma's template, and old ones of Mistral's, which know the two roles alone; OpenAI's first reasoning models.
      /[Ss]ystem role (?:is )?not supported/,
      /does not support 'system' with this model/,
      IN_TURN,
    ],
  ],
  [
    { reasoningEcho: 'always', reasoningField: 'reasoning_content' },
    [
      /`?reasoning_content`? in the thinking mode must be passed back/,
      /Missing `reasoning_content` field in the assistant/,
    ],
  ],
  [
    { reasoningEcho: 'calls', reasoningField: 'reasoning_content' },
    [/reasoning_content is missing in assistant tool call message/],
  ],
  [
    { joinTextParts: 'true' },
    [
      // Groq; DeepSeek; Fireworks; others.
      /content'? : value must be a string/,
      /invalid type: sequence, expected a string/,
      /did not match any variant of untagged enum ChatCompletionRequestContent/,
      /Input should be a valid string, field: 'messages\[\d{1,6}\]\.content/,
      /content must be a string/,
    ],
  ],
  [{ toolIds: 'nine' }, [/must be a-z, A-Z, 0-9, with a length of 9/]],
  [
    { toolChoice: 'auto' },
    [
      /Thinking mode does not support this tool_choice/,
      /tool_choice (?:'\w{1,20}'|specified) is incompatible with thinking enabled/,
      /tool_choice parameter does not support being set to required or object/,
      /tool_choice="required" requires --tool-call-parser/,
    ],
  ],
  [{ toolChoice: 'words' }, [/Invalid tool_choice type: 'object'/]],
];

/** Sentences of servers that do not take reasoning in a history: Groq's, Mistral's. */
const REASONING_REFUSED: readonly RefusalForm[] = [
  { sentence: /property '(?:reasoning_content|reasoning)' is unsupported/ },
  { sentence: /"assistant","reasoning(?:_content)?"\]/ },
];

/** What servers on OpenAI's wire refuse besides parameters, and the switch that each refusal asks for (contract §3.5). */
export const SERVER_CORRECTIONS: readonly CorrectionRule<ChatBody>[] = [
  ...TAUGHT.map(([switches, sentences]): CorrectionRule<ChatBody> => ({
    forms: sentences.map((sentence) => ({ status: STATUSES, sentence })),
    correct: (_, sent) => toCorrection(switches, sent),
  })),
  {
    forms: REASONING_REFUSED,
    correct: (_, sent) =>
      dropThoughts(sent) === sent
        ? undefined
        : { cause: 'reasoningEcho', trait: 'reasoningEcho=never', apply: dropThoughts },
  },
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
