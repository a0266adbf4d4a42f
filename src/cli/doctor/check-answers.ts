import type { Call } from '@gateway/provider-kit';
import type { Message, Tool } from '@gateway/protocol';
import { firstValueFrom, timeout } from 'rxjs';
import type { Patient } from './check-provider.js';
import type { Finding } from './finding.types.js';
import { hearAnswer, hearCount } from './hear-answer.js';
import { toFailure } from './to-failure.js';
import { MAX_OUTPUT, toProbe } from './to-probe.js';

/** Milliseconds until an answer must have begun. */
const PATIENCE = 60_000;

const TOOL: Tool = {
  name: 'report',
  description: 'Reports a word.',
  input_schema: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
};

/** How many answers `checkAnswers` will ask for; counts are free. */
export function answersOf({ models }: Patient): number {
  return models.length === 0 ? 0 : models.length + 1;
}

/** What shows only when models are asked: each for a streamed answer, the first one for a tool call and a count too. */
export async function checkAnswers(patient: Patient): Promise<readonly Finding[]> {
  const { card, models } = patient;
  const findings: Finding[] = [];
  const attempt = async (model: string, check: string, work: (call: Call) => Promise<string>): Promise<void> => {
    const subject = `${card.name}/${model}`;
    const fields = check === 'tokens' ? {} : { max_tokens: MAX_OUTPUT, stream: true, ...toolFields(check) };
    try {
      const call = toProbe({ provider: card.name, model }, fields);
      findings.push({ subject, check, state: 'ok', detail: await work(call) });
    } catch (error) {
      findings.push({ subject, check, ...toFailure(error, card) });
    }
  };
  for (const model of models) await attempt(model, 'answer', async (call) => describe(await ask(patient, call)));
  const [first] = models;
  if (first === undefined) return findings;
  await attempt(first, 'tool call', async (call) => {
    const { content } = await ask(patient, call);
    if (!content.some((block) => block.type === 'tool_use' && block.name === TOOL.name))
      throw new Error('the model was told to call a tool, and did not');
    return `called ${TOOL.name}`;
  });
  await attempt(first, 'tokens', async (call) => {
    const counted = await firstValueFrom(patient.provider.countTokens(call).pipe(timeout(PATIENCE)));
    return `${await hearCount(counted)} tokens`;
  });
  return findings;
}

function toolFields(check: string): object {
  return check === 'tool call' ? { tools: [TOOL], tool_choice: { type: 'tool', name: TOOL.name } } : {};
}

async function ask({ provider }: Patient, call: Call): Promise<Message> {
  return hearAnswer(await firstValueFrom(provider.open(call).pipe(timeout(PATIENCE))));
}

function describe({ content, usage, stop_reason: reason }: Message): string {
  if (content.length === 0) throw new Error(`the model said nothing (${reason ?? 'no stop reason'})`);
  return `${usage.input_tokens} tokens in, ${usage.output_tokens} out`;
}
