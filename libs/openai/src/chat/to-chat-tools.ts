import type { ChangeCode, FunctionTool, NormalizedToolChoice } from '@gateway/provider-kit';
import type {
  ChatCompletionFunctionTool,
  ChatCompletionToolChoiceOption,
} from 'openai/resources/chat/completions/completions';
import { isStrictSchema } from '../schema/is-strict-schema.js';
import { toParameters } from '../schema/to-parameters.js';

/**
 * Function tools; `strict` only where the schema is in OpenAI's strict subset, because the request would be refused
 * otherwise.
 */
export function toChatTools(
  tools: readonly FunctionTool[],
  strictAllowed: boolean,
  changes: Set<ChangeCode>,
): ChatCompletionFunctionTool[] {
  return tools.map(({ name, description, schema, strict }) => {
    const parameters = toParameters(schema, changes);
    const kept = strict && strictAllowed && isStrictSchema(parameters);
    if (strict && !kept) changes.add('strict-dropped');
    return {
      type: 'function',
      function: {
        name,
        ...(description === undefined ? {} : { description }),
        parameters,
        ...(kept ? { strict: true } : {}),
      },
    };
  });
}

/** Which tool must, may or must not be called. Undefined: the field is left out. */
export function toChatToolChoice(choice: NormalizedToolChoice | undefined): ChatCompletionToolChoiceOption | undefined {
  switch (choice?.type) {
    case 'tool':
      return { type: 'function', function: { name: choice.name } };
    case 'any':
      return 'required';
    case 'auto':
    case 'none':
      return choice.type;
    default:
      return undefined;
  }
}
