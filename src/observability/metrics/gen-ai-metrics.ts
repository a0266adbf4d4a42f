import { Histogram, type Registry } from 'prom-client';
import type { Usage } from '@gateway/protocol';

/** A model call that is over. */
export interface GenAiCall {
  readonly operation: string;
  readonly provider: string;
  readonly model: string;
  /** The type of the error; absent: it succeeded. */
  readonly error?: string | undefined;
  readonly usage: Partial<Usage> | undefined;
  /** In milliseconds on one clock; the first token only of streamed responses. */
  readonly startedAt: number;
  readonly firstTokenAt: number | undefined;
  readonly endedAt: number;
}

const CALL = ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'] as const;

/**
 * Metrics of OpenTelemetry's semantic conventions for generative AI, in the form that the conventions have in
 * Prometheus: dots become underscores, and a unit of seconds ends the name. Names, labels and boundaries are those of
 * open-telemetry/semantic-conventions-genai, docs/gen-ai/gen-ai-metrics.md, v0.1.0.
 */
export class GenAiMetrics {
  private readonly duration: Histogram;
  private readonly tokens: Histogram;
  private readonly firstToken: Histogram;
  private readonly perToken: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.duration = new Histogram({
      name: 'gen_ai_client_operation_duration_seconds',
      help: 'GenAI operation duration.',
      labelNames: [...CALL, 'error_type'],
      buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
      registers,
    });
    this.tokens = new Histogram({
      name: 'gen_ai_client_token_usage',
      help: 'Number of input and output tokens used.',
      labelNames: [...CALL, 'gen_ai_token_type'],
      buckets: Array.from({ length: 14 }, (_, i) => 4 ** i),
      registers,
    });
    this.firstToken = new Histogram({
      name: 'gen_ai_server_time_to_first_token_seconds',
      help: 'Time to generate first token for successful responses.',
      labelNames: CALL,
      buckets: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      registers,
    });
    this.perToken = new Histogram({
      name: 'gen_ai_server_time_per_output_token_seconds',
      help: 'Time per output token generated after the first token for successful responses.',
      labelNames: CALL,
      buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
      registers,
    });
  }

  observe({ operation, provider, model, error, usage, startedAt, firstTokenAt, endedAt }: GenAiCall): void {
    const call = { gen_ai_operation_name: operation, gen_ai_provider_name: provider, gen_ai_request_model: model };
    this.duration.observe(error === undefined ? call : { ...call, error_type: error }, seconds(startedAt, endedAt));
    if (usage !== undefined) {
      this.tokens.observe({ ...call, gen_ai_token_type: 'input' }, toInput(usage));
      this.tokens.observe({ ...call, gen_ai_token_type: 'output' }, usage.output_tokens ?? 0);
    }
    if (error !== undefined || firstTokenAt === undefined) return;
    this.firstToken.observe(call, seconds(startedAt, firstTokenAt));
    const others = (usage?.output_tokens ?? 0) - 1;
    if (others > 0) this.perToken.observe(call, seconds(firstTokenAt, endedAt) / others);
  }
}

/** By the conventions the total, cached tokens included. */
function toInput(usage: Partial<Usage>): number {
  return (usage.input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
}

function seconds(from: number, to: number): number {
  return Math.max(0, to - from) / 1000;
}
