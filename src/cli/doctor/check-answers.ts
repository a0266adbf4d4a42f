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

/** Claude Code cannot use a model without tool calls. */
const CAN_CALL =
  'check that the model in BIG_MODEL, SMALL_MODEL and MODEL_MAP supports tools, and that its server has them enabled';

/** How many responses `checkAnswers` will request; counts are free. */
export function answersOf({ models }: ProbeTarget): number {
  return models.length === 0 ? 0 : models.length + 1;
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
  // A failing model also fails to call a tool, which would only repeat the error.
  if (first === undefined || findings[0]?.state === 'failed') return findings;
  await attempt(first, 'tool call', async (call) => {
    const { content } = await ask(target, call);
    if (!content.some((block) => block.type === 'tool_use' && block.name === TOOL.name))
      throw new Error(`the model was required to call a tool, and did not (${CAN_CALL})`);
    return `called ${TOOL.name}`;
  });
  await attempt(first, 'tokens', async (call) => {
    return `${await inTime(target.provider.countTokens(call).pipe(switchMap(collectCount)))} tokens`;
  });
  return findings;
}

function toolFields(check: string): object {
  return check === 'tool call' ? { tools: [TOOL], tool_choice: { type: 'tool', name: TOOL.name } } : {};
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
