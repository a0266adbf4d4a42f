import type { ServerTraits } from '@gateway/presets';

/*
 * Each form is read for what it means and not for its exact words: servers change those, and wrap each other's. A
 * form that means too much costs one request: a correction that did not mend its own refusal is forgotten. Forms are
 * bounded, for their text comes from another system.
 */

/** A system message stands where none may: behind the first message, or twice. */
const SYSTEM_PLACE: readonly RegExp[] = [
  // Qwen's template, behind vLLM, SGLang, llama.cpp, LM Studio and Ollama, and its kind.
  /\bsystem\b[^.\n]{0,80}\b(?:first|beginning|begin|start|initial|once|single)\b/i,
  /\b(?:first|initial|only one|single|multiple|more than one)\b[^.\n]{0,60}\bsystem\b/i,
  /\b(?:role )?["'`]?system["'`]? (?:is not allowed|after role|in the middle)/i,
  /but got ["'`]?system/i,
  // MiniMax
  /invalid chat setting \(2013\)/,
];

/** A role that the server does not know: DeepSeek, Qwen; zod; pydantic; MiniMax; Mistral; Gemma's template; OpenAI. */
const SYSTEM_ROLE: readonly RegExp[] = [
  /unknown variant `system`, expected/,
  /"received":\s?"system"/,
  /Input should be 'user' or 'assistant'/,
  /\b(?:invalid|unsupported|unexpected|unknown)\b[^.\n]{0,40}\brole\b[^.\n]{0,10}\bsystem\b/i,
  /(?:invalid value|tag|不支持)[^.\n]{0,20}["']system["']/i,
  /不支持 role="system"/,
  /\bsystem\b[^.\n]{0,20}\b(?:not supported|unsupported|not allowed)\b/i,
  /does not support ["']system["'] with this model/,
  /\broles? (?:must|should|can only|has to|have to) be\b[^.\n]{0,30}\buser\b/i,
  /\bonly\b[^.\n]{0,10}\buser\b[^.\n]{0,40}\broles? (?:are|is)\b/i,
];

/**
 * Templates that count the messages of user and assistant: which of them stands wrong is not mentioned. The rows that
 * know it are tried in their order, as far as each changes anything.
 */
const IN_TURN = /\broles? must alternate|\balternat(?:e|ing)\b[^.\n]{0,40}\b(?:roles?|user)\b/i;

/** The reasoning of a history, however a sentence names it; never `reasoning_effort`. */
const IS_WANTED =
  /\breasoning(?:[_ ](?:content|details))?[`'"]?(?: field)?[^._\n]{0,60}\b(?:missing|required|must be (?:passed|included|provided|present|preserved|returned|sent|kept|set)|needs to be)/i;
const IS_MISSING =
  /\b(?:missing|requires?|required|must (?:contain|include|have|provide|carry))\b[^.\n]{0,30}\breasoning(?:[_ ](?:content|details))?\b(?!_)/i;

/** Refusals, by the switches that they ask for. All forms of one line are about the same switch. */
export const SERVER_WORDINGS: readonly (readonly [Partial<ServerTraits>, readonly RegExp[]])[] = [
  [{ midSystem: 'user' }, [...SYSTEM_PLACE, ...SYSTEM_ROLE, IN_TURN]],
  [{ rolesInTurn: 'true' }, [IN_TURN]],
  [{ userAfterTool: 'false' }, [/Unexpected role ["'`]?user["'`]? after role ["'`]?tool/i, IN_TURN]],
  [{ firstSystem: 'user' }, [...SYSTEM_ROLE, IN_TURN]],
  [
    { reasoningEcho: 'calls', reasoningField: 'reasoning_content' },
    [/reasoning_content is missing in assistant tool call message/],
  ],
  [
    { reasoningEcho: 'always', reasoningField: 'reasoning' },
    [
      /[`'"]reasoning[`'"](?: field)?[^.\n]{0,40}\b(?:missing|required|must be (?:passed|included|provided|present|set))/i,
    ],
  ],
  [{ reasoningEcho: 'always', reasoningField: 'reasoning_content' }, [IS_WANTED, IS_MISSING]],
  [
    { joinTextParts: 'true' },
    [
      // Groq, Fireworks, zod, pydantic, OpenAI and others.
      /\bcontent\b[^\n]{0,100}\b(?:must be|should be|expected|be a valid|of type|value must be)\b[^\n]{0,20}\bstr(?:ing)?\b/i,
      /\bexpected (?:an? )?str(?:ing)?\b[^\n]{0,60}\b(?:content|list|array|sequence)\b/i,
      /\b(?:sequence|list|array)\b[^\n]{0,60}\bexpected (?:an? )?str(?:ing)?\b/i,
      /\bcontent\b[^\n]{0,40}\b(?:list|array)\b[^\n]{0,20}\bnot (?:supported|allowed)/i,
      /^(?:\d{1,3} request validation errors: )?Input should be a valid string/,
      // DeepSeek; Go servers; templates that add a text to a list.
      /did not match any variant of untagged enum ChatCompletionRequestContent/,
      /cannot unmarshal array into Go struct field [\w.]{0,80}content/,
      /can only concatenate str \(not "list"\)|expected str instance, list found|unsupported operand[^\n]{0,40}\blist\b/,
    ],
  ],
  [
    { toolIds: 'nine' },
    [
      /must be a-z, A-Z, 0-9, with a length of 9/,
      /\btool[_. ]?calls?[_. \w[\]]{0,20}id\b[^\n]{0,100}(?:\{9\}|\b(?:9|nine)\b)/i,
    ],
  ],
  [
    { toolChoice: 'auto' },
    [
      /Thinking mode does not support this tool_choice/,
      /tool_choice (?:'\w{1,20}'|specified) is incompatible with thinking enabled/,
      /tool_choice parameter does not support being set to required or object/,
      /tool_choice="required" requires --tool-call-parser/,
      /Thinking may not be enabled when tool_choice forces/,
    ],
  ],
  [{ toolChoice: 'words' }, [/Invalid tool_choice type: 'object'/]],
];

/** A history's reasoning is refused: Groq, Mistral, and others that know no such field. */
export const REASONING_REFUSED: readonly RegExp[] = [
  /["'`]?\breasoning(?:_content)?\b["'`]? (?:is|are) (?:unsupported|not (?:supported|allowed|permitted|accepted))/i,
  /\breasoning(?:_content)?\b["'`]? (?:must|may|should|can) ?not\b/i,
  /\b(?:unknown|unexpected|unrecognized|extra|unsupported|invalid)\b[^.\n]{0,40}\breasoning(?:_content)?\b(?!_)/i,
  /"assistant","reasoning(?:_content)?"\]/,
];
