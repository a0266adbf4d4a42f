import type { Call } from '@gateway/provider-kit';
import { ApiError, type Message, type Tool } from '@gateway/protocol';
import { firstValueFrom, type Observable, switchMap, throwError, timeout } from 'rxjs';
import type { ProbeTarget } from './check-provider.js';
import type { Finding } from './finding.types.js';
import { collectReply, collectCount } from './collect-reply.js';
import { toFailure } from './to-failure.js';
import { MAX_OUTPUT, toProbe } from './to-probe.js';

/** Milliseconds for a complete response: a stream that was committed may still be silent. */
const ANSWER_TIMEOUT_MS = 120_000;

const TOOL: Tool = {
  name: 'report',
  description: 'Reports a word.',
  input_schema: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
};

/** As Claude Code asks for it: what servers want back of it shows in the next turn. */
const THINKING = { thinking: { type: 'adaptive' } };

/** Claude Code cannot use a model without tool calls. */
const CAN_CALL =
  'check that the model in BIG_MODEL, SMALL_MODEL and MODEL_MAP supports tools, and that its server has them enabled';

/** How many responses `checkAnswers` will request; counts are free. */
export function answersOf({ models }: ProbeTarget): number {
  return models.length === 0 ? 0 : models.length + 2;
}

/** Checks that need model calls: a streamed response of each model, and a tool call and a count of the first one. */
export async function checkAnswers(target: ProbeTarget): Promise<readonly Finding[]> {
  const { manifest, models } = target;
  const findings: Finding[] = [];
  const attempt = async (model: string, check: string, work: (call: Call) => Promise<string>): Promise<void> => {
    const subject = `${manifest.name}/${model}`;
    const fields = check === 'tokens' ? {} : { max_tokens: MAX_OUTPUT, stream: true, ...toolFields(check) };
    try {
      const call = toProbe({ provider: manifest.name, model }, fields);
      findings.push({ subject, check, state: 'ok', detail: await work(call) });
    } catch (error) {
      findings.push({ subject, check, ...toFailure(error, manifest) });
    }
  };
  for (const model of models) await attempt(model, 'answer', async (call) => describe(await ask(target, call)));
  const [first] = models;
  let called: Message['content'] = [];
  // A failing model also fails to call a tool, which would only repeat the error.
  if (first === undefined || findings[0]?.state === 'failed') return findings;
  await attempt(first, 'tool call', async (call) => {
    const { content } = await ask(target, call);
    if (!content.some((block) => block.type === 'tool_use' && block.name === TOOL.name))
      throw new Error(`the model was required to call a tool, and did not (${CAN_CALL})`);
    called = content;
    return `called ${TOOL.name}`;
  });
  if (called.length > 0)
    await attempt(first, 'agent turn', async (call) => describe(await ask(target, withTurn(call, called))));
  await attempt(first, 'tokens', async (call) => {
    return `${await inTime(target.provider.countTokens(call).pipe(switchMap(collectCount)))} tokens`;
  });
  return findings;
}

function toolFields(check: string): object {
  if (check === 'tool call') return { tools: [TOOL], tool_choice: { type: 'tool', name: TOOL.name }, ...THINKING };
  return check === 'agent turn' ? { tools: [TOOL], ...THINKING } : {};
}

/**
 * The second turn of an agent, as Claude Code sends it: a system message between the turns, the answer of the first
 * turn with its thoughts, the result of its call, and a word of the user.
 */
function withTurn(call: Call, content: Message['content']): Call {
  const results = content.flatMap((block) =>
    block.type === 'tool_use' ? [{ type: 'tool_result', tool_use_id: block.id, content: 'reported' }] : [],
  );
  const turn = [
    { role: 'system', content: 'The work is nearly done.' },
    { role: 'assistant', content },
    { role: 'user', content: [...results, { type: 'text', text: 'Say ok.' }] },
  ];
  const request = { ...call.request, messages: [...call.request.messages, ...turn] } as Call['request'];
  return { ...call, request, rawBody: Buffer.from(JSON.stringify(request)) };
}

async function ask({ provider }: ProbeTarget, call: Call): Promise<Message> {
  return inTime(provider.open(call).pipe(switchMap(collectReply)));
}

function inTime<T>(source: Observable<T>): Promise<T> {
  const late = new ApiError('timeout_error', `there was no complete response within ${ANSWER_TIMEOUT_MS / 1000} s`);
  return firstValueFrom(source.pipe(timeout({ each: ANSWER_TIMEOUT_MS, with: () => throwError(() => late) })));
}

function describe({ content, usage, stop_reason: reason }: Message): string {
  if (content.length === 0) throw new Error(`the model returned no content (${reason ?? 'no stop reason'})`);
  return `${usage.input_tokens} tokens in, ${usage.output_tokens} out`;
}
