import { isRecord } from '../../kit/judge/is-record.js';
import { OPEN_QUESTIONS, type OpenQuestion, type Probe } from './open-questions.js';

const TEST_TIMEOUT_MS = 120_000;
const SHOWN = 300;

/** Puts the open questions to the providers whose keys are there; one line for each answer. */
export async function askQuestions(
  environment: Readonly<Record<string, string | undefined>>,
  questions: readonly OpenQuestion[] = OPEN_QUESTIONS,
): Promise<string[]> {
  const lines: string[] = [];
  for (const { number, question, needs, probes } of questions) {
    lines.push(`${number}. ${question}`);
    const missing = needs.filter((name) => !environment[name]);
    if (missing.length > 0) lines.push(`   not asked, for want of ${missing.join(', ')}`);
    else if (needs.length === 0) lines.push('   nobody to ask: the gateway never sends one (contract §14.3)');
    else for (const probe of probes(environment)) lines.push(`   ${probe.what}: ${await ask(probe)}`);
  }
  return lines;
}

async function ask({ url, headers, body }: Probe): Promise<string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TEST_TIMEOUT_MS),
    });
    return `${response.status} ${describe(await response.text())}`;
  } catch (error) {
    return `no answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** An error's message, or the shape of the output: which calls there were is the answer to some questions. */
function describe(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body) && isRecord(body.error)) return String(body.error.message).slice(0, SHOWN);
    if (isRecord(body) && Array.isArray(body.output))
      return body.output.map((item: unknown) => (isRecord(item) ? String(item.type) : '?')).join(', ');
    return 'taken';
  } catch {
    return text.slice(0, SHOWN);
  }
}
