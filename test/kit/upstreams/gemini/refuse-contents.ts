import type { Problem } from '../script.types.js';
import { invalid } from './gemini-problems.js';

export interface GeminiPart {
  text?: string;
  thought?: boolean;
  thoughtSignature?: string;
  inlineData?: { mimeType: string; data: string };
  fileData?: { fileUri: string };
  functionCall?: { id?: string; name: string; args?: unknown };
  functionResponse?: {
    id?: string;
    name: string;
    response: { output?: unknown; error?: unknown };
    parts?: { inlineData?: { data: string } }[];
  };
  toolCall?: unknown;
  toolResponse?: unknown;
}

export interface GeminiContent {
  role?: string;
  parts: GeminiPart[];
}

/** The documented escape for calls whose thoughts are not Gemini's. */
const SENTINEL = 'skip_thought_signature_validator';

/** Why Gemini would refuse these contents: roles, empty parts, unanswered calls, lost signatures. */
export function refuseContents(contents: readonly GeminiContent[], signatures: boolean): Problem | undefined {
  if (contents.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified\n');
  const [first] = contents;
  if ((first?.role ?? 'user') !== 'user')
    return invalid('Please ensure that multiturn requests begin with a content of role user.');
  for (const [index, content] of contents.entries()) {
    const problem = refuseContent(content, index) ?? refuseCalls(content, contents[index + 1], contents[index - 1]);
    if (problem) return problem;
  }
  return signatures ? refuseSignatures(contents) : undefined;
}

function refuseContent({ role = 'user', parts }: GeminiContent, index: number): Problem | undefined {
  const place = `* GenerateContentRequest.contents[${index}].parts`;
  if (role !== 'user' && role !== 'model') return invalid('Please use a valid role: user, model.');
  if (parts.length === 0) return invalid(`${place}: contents.parts must not be empty.\n`);
  const empty = parts.findIndex(
    (part) => !Object.entries(part).some(([name, value]) => DATA.includes(name) && value !== ''),
  );
  if (empty >= 0)
    return invalid(`${place}[${empty}].data: required oneof field 'data' must have one initialized field\n`);
  const misplaced = parts.find((part) => (role === 'user' ? part.functionCall : part.functionResponse) !== undefined);
  if (misplaced) return invalid(`A content of role ${role} cannot contain ${Object.keys(misplaced).join()} parts.`);
  const broken = parts.find(
    ({ thoughtSignature: signature }) =>
      signature !== undefined && signature !== SENTINEL && !/^[A-Za-z0-9+/]+=*$/.test(signature),
  );
  if (broken) return invalid('Corrupted thought signature.');
  const last = parts.findLastIndex((part) => part.functionCall !== undefined);
  if (last >= 0 && last < parts.length - 1)
    return invalid('Please ensure that function call parts are the last parts of their turn.');
  return undefined;
}

const DATA = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
];

function refuseCalls(
  content: GeminiContent,
  next: GeminiContent | undefined,
  before: GeminiContent | undefined,
): Problem | undefined {
  const calls = content.parts.flatMap((part) => part.functionCall ?? []);
  const answers = content.parts.flatMap((part) => part.functionResponse ?? []);
  if (answers.length > 0 && !before?.parts.some((part) => part.functionCall))
    return invalid('Please ensure that function response turn comes immediately after a function call turn.');
  if (calls.length === 0) return undefined;
  const given = next?.parts.flatMap((part) => part.functionResponse ?? []) ?? [];
  if (given.length !== calls.length)
    return invalid(
      'Please ensure that the number of function response parts is equal to the number of function call ' +
        'parts of the function call turn.',
    );
  const named = (list: readonly { id?: string; name: string }[]): string =>
    JSON.stringify(list.map(({ id, name }) => [id ?? '', name]).toSorted());
  if (named(given) !== named(calls))
    return invalid(
      'Please ensure that the function responses have the names and ids of the function calls of the turn before.',
    );
  return undefined;
}

/** In the current turn, the first call of each step carries the signature of the thoughts that led to it. */
function refuseSignatures(contents: readonly GeminiContent[]): Problem | undefined {
  const begin = contents.findLastIndex(
    ({ role, parts }) => role !== 'model' && !parts.some((part) => part.functionResponse),
  );
  for (const [offset, { parts }] of contents.slice(begin + 1).entries()) {
    const call = parts.find((part) => part.functionCall);
    if (call && call.thoughtSignature === undefined)
      return invalid(
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to ` +
          `work correctly, and missing thought_signature may lead to degraded model performance. Additional ` +
          `data, function call \`default_api:${call.functionCall?.name}\` , position ${begin + 1 + offset + 1}. ` +
          `Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
      );
  }
  return undefined;
}
