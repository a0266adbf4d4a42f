import type { JsonObject, Problem } from '../script.types.js';

type Message = JsonObject & { readonly role: string; readonly content?: unknown };

/** Why a server of this family refuses a body; undefined: it takes it. */
export type FamilyRule = (body: JsonObject) => Problem | undefined;

const messagesOf = ({ messages }: JsonObject): readonly Message[] => messages as readonly Message[];
const refused = (message: string, more: Partial<Problem> = {}): Problem => ({ status: 400, message, ...more });
const when = (holds: boolean, problem: () => Problem): Problem | undefined => (holds ? problem() : undefined);

/** A template that wants the system message first. */
export const systemFirst =
  (problem: Problem): FamilyRule =>
  (body) =>
    when(
      messagesOf(body).some(({ role }, i) => i > 0 && role === 'system'),
      () => problem,
    );

/** Reasoning comes back on every message that had calls, from the first call on. */
export const echoes =
  (sentence: (index: number) => string): FamilyRule =>
  (body) => {
    const index = messagesOf(body).findIndex(
      ({ tool_calls: calls, reasoning_content: thoughts }) => calls && !thoughts,
    );
    return when(index >= 0, () => refused(sentence(index), { code: 'invalid_request_error' }));
  };

/** Fields of the body and of messages that are known; any other is refused. */
export const knows =
  (
    fields: readonly string[],
    ofMessages: readonly string[],
    sentence: (field: string, index?: number) => string,
    status = 400,
  ): FamilyRule =>
  (body) => {
    const foreign = Object.keys(body).find((name) => !fields.includes(name));
    if (foreign !== undefined) return { status, message: sentence(foreign) };
    for (const [index, message] of messagesOf(body).entries()) {
      const field = Object.keys(message).find((name) => !ofMessages.includes(name));
      if (field !== undefined) return { status, message: sentence(field, index) };
    }
    return undefined;
  };

export const nineLetterIds: FamilyRule = (body) => {
  const ids = messagesOf(body).flatMap(({ tool_calls: calls = [], tool_call_id: id }) => [
    ...(calls as readonly { id: string }[]).map((call) => call.id),
    ...(id === undefined ? [] : [id as string]),
  ]);
  const bad = ids.find((id) => !/^[a-zA-Z0-9]{9}$/.test(id));
  return when(bad !== undefined, () =>
    refused(`Tool call id was ${bad} but must be a-z, A-Z, 0-9, with a length of 9.`, { code: '3280' }),
  );
};

export const noUserAfterTool: FamilyRule = (body) =>
  when(
    messagesOf(body).some(({ role }, i, all) => role === 'user' && all[i - 1]?.role === 'tool'),
    () => refused("Unexpected role 'user' after role 'tool'", { code: '3230' }),
  );

export const stringsOnly =
  (sentence: (message: Message, index: number) => string): FamilyRule =>
  (body) => {
    const index = messagesOf(body).findIndex(
      ({ content }) => Array.isArray(content) && (content as JsonObject[]).every(({ type }) => type === 'text'),
    );
    const message = messagesOf(body)[index];
    return message && refused(sentence(message, index));
  };

/** The largest limit of an answer, under its name. */
export const limits =
  (field: string, most: number, sentence: string, param: string | null = null): FamilyRule =>
  (body) =>
    when(Number(body[field] ?? 0) > most, () => refused(sentence, { param }));

export const refusesChoice =
  (isRefused: (choice: unknown) => boolean, sentence: string): FamilyRule =>
  ({ tool_choice: choice }) =>
    when(choice !== undefined && isRefused(choice), () => refused(sentence));

/** Arguments of calls in the history are parsed by the template. */
export const parsesArguments =
  (problem: Problem): FamilyRule =>
  (body) => {
    const calls = messagesOf(body).flatMap(
      ({ tool_calls: made = [] }) => made as readonly { function: { arguments: string } }[],
    );
    return when(
      calls.some((call) => !isJson(call.function.arguments)),
      () => problem,
    );
  };

/** A long answer must be streamed. */
export const streamsLong: FamilyRule = ({ stream, max_tokens: most }) =>
  when(stream !== true && Number(most) > 4096, () => refused('Requests with max_tokens > 4096 must have stream=true'));

/** Thinking, which is on by default, must be streamed. */
export const streamsThoughts: FamilyRule = ({ stream }) =>
  when(stream !== true, () => refused('parameter.enable_thinking must be set to false for non-streaming calls'));

export const fixedTemperature: FamilyRule = ({ temperature }) =>
  when(temperature !== undefined && temperature !== 1, () =>
    refused('invalid temperature: only 1 is allowed for this model'),
  );

export const noStop: FamilyRule = ({ stop, model }) =>
  when(stop !== undefined, () => refused(`Model ${String(model)} does not support parameter stop.`));

export const noStreamOptions: FamilyRule = ({ stream_options: options }) =>
  when(options !== undefined, () => ({
    status: 422,
    message: '[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]',
  }));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
