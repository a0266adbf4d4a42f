import { ownValue } from '@gateway/protocol';
import {
  type Lifecycle,
  type Model,
  type ModelCatalogue,
  type ModelMatch,
  toLifecycle,
} from '@gateway/model-catalogue';

/** What the catalogue knows of a routed model, as far as a client or an operator is shown it. */
export interface ModelDescription {
  /** Tokens of the prompt. */
  readonly maxInput?: number;
  /** Tokens of one answer. */
  readonly maxOutput?: number;
  readonly lifecycle: Lifecycle;
  /** ISO date from which the host no longer serves the model. */
  readonly retires?: string;
  /** Model that the host recommends instead. */
  readonly successor?: string;
}

/**
 * What is known of a model at a host on a day (ISO date). Of one that no row fits nothing is known, and of one that
 * only its kin is known of, no date.
 */
export function describeModel(
  catalogue: Pick<ModelCatalogue, 'find'>,
  id: string,
  host: string,
  day: string,
): ModelDescription {
  const match = catalogue.find(id.replace(/^models\//, ''));
  if (match === undefined) return { lifecycle: 'live' };
  const { window = {}, answer, retirement = {} } = match.model;
  const maxInput = window.input ?? window.total;
  const announced = match.by === 'family' ? undefined : ownValue(retirement, host);
  return {
    ...(maxInput !== undefined && { maxInput }),
    ...(answer && { maxOutput: answer.max }),
    lifecycle: lifecycleOf(match, host, day),
    ...(announced?.date !== undefined && { retires: announced.date }),
    ...(announced?.successor !== undefined && { successor: announced.successor }),
  };
}

/** `922k in, 128k out`; empty where nothing is known. */
export function toSizes({ maxInput, maxOutput }: ModelDescription): string {
  return [
    ...(maxInput === undefined ? [] : [`${toThousands(maxInput)} in`]),
    ...(maxOutput === undefined ? [] : [`${toThousands(maxOutput)} out`]),
  ].join(', ');
}

function lifecycleOf({ by, model }: { by: ModelMatch['by']; model: Model }, host: string, day: string): Lifecycle {
  return by === 'family' ? 'live' : toLifecycle(model, day, host);
}

function toThousands(tokens: number): string {
  return tokens < 10_000 ? String(tokens) : `${Math.round(tokens / 1000)}k`;
}
