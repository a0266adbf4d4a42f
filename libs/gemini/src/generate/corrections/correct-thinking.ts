import type { RequestCorrection } from '@gateway/provider-kit';
import type { GenerateBody, GeminiThinkingConfig } from '../generate.types.js';

type Correction = RequestCorrection<GenerateBody> | undefined;

/** Moves a budget into the range that the model states. A budget of 0 stays, unless that is what was refused. */
export function correctBudget(sent: GenerateBody, least: number, most: number): Correction {
  const refused = sent.generationConfig.thinkingConfig?.thinkingBudget;
  if (refused === undefined || (refused >= least && refused <= most)) return undefined;
  const fits = (budget: number): boolean => budget !== refused && budget <= 0;
  const apply = (body: GenerateBody): GenerateBody =>
    withThinking(body, (config) => {
      const { thinkingBudget: budget } = config;
      if (budget === undefined || fits(budget)) return config;
      const moved = Math.min(most, Math.max(least, budget));
      return moved === budget ? config : { ...config, thinkingBudget: moved };
    });
  return { cause: 'thinking-budget', change: 'effort-adjusted', apply };
}

/** Leaves out a level that the model does not have; its other levels stay. */
export function correctLevel(sent: GenerateBody, refused: string): Correction {
  const level = refused.toUpperCase();
  if (sent.generationConfig.thinkingConfig?.thinkingLevel !== level) return undefined;
  const apply = (body: GenerateBody): GenerateBody =>
    body.generationConfig.thinkingConfig?.thinkingLevel === level ? withoutThinking(body) : body;
  return { cause: `thinking-level ${level}`, change: 'parameter-refused-by-upstream', apply };
}

/** Leaves thinking to the model's default. */
export function withoutThinking(body: GenerateBody): GenerateBody {
  const { thinkingConfig: refused, ...generationConfig } = body.generationConfig;
  return refused === undefined ? body : { ...body, generationConfig };
}

function withThinking(
  body: GenerateBody,
  change: (config: GeminiThinkingConfig) => GeminiThinkingConfig,
): GenerateBody {
  const { thinkingConfig } = body.generationConfig;
  const changed = thinkingConfig && change(thinkingConfig);
  if (changed === thinkingConfig || changed === undefined) return body;
  return { ...body, generationConfig: { ...body.generationConfig, thinkingConfig: changed } };
}
