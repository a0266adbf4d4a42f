/** A pair of marks around reasoning in the text of an answer. */
export interface ThinkTag {
  readonly open: string;
  readonly close: string;
}

/**
 * The marks of models, as engines without a parser for them leave them in the text: DeepSeek, Qwen, GLM and MiniMax;
 * models trained on Claude's words; Google's compatible endpoint; Seed-OSS; Magistral; Kimi-VL; OpenThinker (templates
 * of their repositories on Hugging Face, parsers of vLLM 0.33.0 and SGLang 0.5.23).
 */
export const THINK_TAGS: readonly ThinkTag[] = [
  ...['think', 'thinking', 'thought', 'seed:think'].map((name) => ({ open: `<${name}>`, close: `</${name}>` })),
  { open: '[THINK]', close: '[/THINK]' },
  { open: '◁think▷', close: '◁/think▷' },
  { open: '<|begin_of_thought|>', close: '<|end_of_thought|>' },
];
