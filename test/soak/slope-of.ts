/** A measurement at a time; the unit of both is the caller's. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** By how much the values grow with each unit of time: the line that lies closest to all of them. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (pick: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const at = mean((sample) => sample.at);
  const value = mean((sample) => sample.value);
  const spread = mean((sample) => (sample.at - at) ** 2);
  return spread === 0 ? 0 : mean((sample) => (sample.at - at) * (sample.value - value)) / spread;
}
