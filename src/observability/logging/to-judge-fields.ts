import type { RequestContext } from '../../context/request-context.js';
import type { Cost } from '../cost/cost.service.js';

/** The fields of the log line about the request to the safeguards model; nothing where there was none. */
export function toJudgeFields(
  { judgement }: Pick<RequestContext, 'judgement'>,
  cost: Cost,
): Readonly<Record<string, unknown>> {
  if (judgement === undefined) return {};
  const { route, usage } = judgement;
  return {
    judge: `${route.provider}/${route.model}`,
    judge_input_tokens: usage.input_tokens,
    judge_output_tokens: usage.output_tokens,
    judge_cost: typeof cost === 'number' ? Number(cost.toFixed(8)) : undefined,
  };
}
