import type { Recorded, StreamRecording, WholeRecording } from './recordings.js';

/** What an answer says, whatever the wire; tokens as Anthropic counts them. */
export interface ReadText {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  /** All of the prompt, cached or not. */
  readonly prompt: number;
  readonly output: number;
}

/** What a recorded stream says; written apart from the translators. */
export function readStreamText(wire: Exclude<Recorded, 'anthropic'>, { chunks }: StreamRecording): ReadText {
  if (wire === 'gemini') return saidByGemini(chunks as unknown as GeminiAnswer[]);
  if (wire === 'openai-chat') {
    const answers = chunks as unknown as ChatChunk[];
    return {
      text: answers.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''),
      calls: [],
      ...chatTokens(answers.findLast((chunk) => chunk.usage)?.usage),
    };
  }
  return saidByResponses(chunks.at(-1)?.response as ResponsesAnswer);
}

/** What a recorded whole answer says. */
export function readWholeText(wire: Exclude<Recorded, 'anthropic'>, { body }: WholeRecording): ReadText {
  if (wire === 'gemini') return saidByGemini([body as unknown as GeminiAnswer]);
  if (wire !== 'openai-chat') return saidByResponses(body as unknown as ResponsesAnswer);
  const { choices, usage } = body as unknown as { choices: { message: { content: string } }[]; usage: ChatUsage };
  return { text: choices[0]?.message.content ?? '', calls: [], ...chatTokens(usage) };
}

interface ChatUsage {
  prompt_tokens: number;
  completion_tokens: number;
}

interface ChatChunk {
  choices: { delta: { content?: string } }[];
  usage?: ChatUsage | null;
}

function chatTokens(usage: ChatUsage | null | undefined): Pick<ReadText, 'prompt' | 'output'> {
  return { prompt: usage?.prompt_tokens ?? -1, output: usage?.completion_tokens ?? -1 };
}

interface ResponsesAnswer {
  output: { type: string; content?: { text?: string }[]; name?: string; arguments?: string }[];
  usage: { input_tokens: number; output_tokens: number };
}

function saidByResponses({ output, usage }: ResponsesAnswer): ReadText {
  return {
    text: output
      .flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []))
      .map((part) => part.text ?? '')
      .join(''),
    calls: output.flatMap(({ type, name = '', arguments: json = '{}' }) =>
      type === 'function_call' ? [{ name, input: JSON.parse(json) as unknown }] : [],
    ),
    prompt: usage.input_tokens,
    output: usage.output_tokens,
  };
}

interface GeminiAnswer {
  candidates?: { content?: { parts?: GeminiPart[] } }[];
  usageMetadata?: { promptTokenCount?: number; candidatesTokenCount?: number; thoughtsTokenCount?: number };
}

interface GeminiPart {
  text?: string;
  thought?: boolean;
  functionCall?: { name?: string; args?: unknown; partialArgs?: { jsonPath: string; stringValue?: string }[] };
}

function saidByGemini(answers: readonly GeminiAnswer[]): ReadText {
  const parts = answers.flatMap((answer) => answer.candidates?.[0]?.content?.parts ?? []);
  const calls: { name: string; input: Record<string, unknown> }[] = [];
  for (const { functionCall: call } of parts) {
    if (call?.name !== undefined) calls.push({ name: call.name, input: (call.args ?? {}) as Record<string, unknown> });
    // The recorded arguments in pieces are all texts at the top level.
    for (const { jsonPath, stringValue = '' } of call?.partialArgs ?? []) {
      const { input } = calls.at(-1)!;
      const name = jsonPath.replace('$.', '');
      input[name] = ((input[name] as string | undefined) ?? '') + stringValue;
    }
  }
  const usage = answers.findLast((answer) => answer.usageMetadata?.promptTokenCount)?.usageMetadata;
  return {
    text: parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
    calls,
    prompt: usage?.promptTokenCount ?? -1,
    output: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
  };
}
