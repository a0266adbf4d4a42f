import { type Measure, MEASURES } from './measures.js';
import { type Spread, spreadOf } from './spread-of.js';

/** The contender that a gateway is compared with to find out what its own layers cost. */
const SHELL = 'thin shell';

/** What was measured of a contender on a wire, beside its reference. */
export interface Result {
  readonly wire: string;
  readonly measure: Measure;
  readonly contender: string;
  readonly figure: Spread;
  readonly reference?: Spread;
  /** Contender ÷ reference of each round. */
  readonly ratio?: Spread;
  /** Contender ÷ thin shell of each round, where that was measured: steadier than the ratio to the pipe. */
  readonly besideShell?: Spread;
  /** Contender − reference of each round. */
  readonly difference?: Spread;
  readonly target?: number;
  readonly met?: boolean;
}

/** Figures as they come in, a round after the other. */
export class Results {
  private readonly figures = new Map<string, Map<string, number[]>>();

  note(wire: string, id: string, contender: string, figure: number): void {
    const key = `${wire}/${id}`;
    const contenders = this.figures.get(key) ?? new Map<string, number[]>();
    this.figures.set(key, contenders.set(contender, [...(contenders.get(contender) ?? []), figure]));
  }

  /** All of it, in the order of the report; a reference has no line of its own. */
  all(): Result[] {
    const wires = [...new Set([...this.figures.keys()].map((key) => key.split('/')[0]!))];
    return wires.flatMap((wire) => MEASURES.flatMap((measure) => this.of(wire, measure)));
  }

  private of(wire: string, measure: Measure): Result[] {
    const contenders = this.figures.get(`${wire}/${measure.id}`) ?? new Map<string, number[]>();
    const beside = contenders.get(measure.reference ?? '');
    return [...contenders]
      .filter(([contender]) => contender !== measure.reference)
      .map(([contender, figures]) => {
        const result = toResult(wire, measure, contender, figures, beside);
        const { ratio } = compare(figures, contender === SHELL ? undefined : contenders.get(SHELL));
        return ratio === undefined ? result : { ...result, besideShell: ratio };
      });
  }
}

function toResult(
  wire: string,
  measure: Measure,
  contender: string,
  figures: readonly number[],
  beside: readonly number[] | undefined,
): Result {
  const result = { wire, measure, contender, figure: spreadOf(figures), ...compare(figures, beside) };
  const target = contender === SHELL ? undefined : measure.target?.(wire);
  const decisive = result[measure.decides];
  if (target === undefined || decisive === undefined) return result;
  const met = measure.better === 'less' ? decisive.median <= target : decisive.median >= target;
  return { ...result, target, met };
}

/** Round by round: what the machine does to one it mostly does to both. */
function compare(
  figures: readonly number[],
  beside: readonly number[] | undefined,
): Pick<Result, 'reference' | 'ratio' | 'difference'> {
  if (beside === undefined) return {};
  const pairs = figures.slice(0, beside.length).map((figure, round) => [figure, beside[round]!] as const);
  return {
    reference: spreadOf(beside),
    ratio: spreadOf(pairs.map(([figure, other]) => figure / other)),
    difference: spreadOf(pairs.map(([figure, other]) => figure - other)),
  };
}
