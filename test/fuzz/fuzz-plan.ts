/** Cases of each fuzz, over all of its wires; `FUZZ_CASES` sets another number. */
export const CASES = Number(process.env.FUZZ_CASES ?? 10_000);

/** The seed that all cases follow from; `FUZZ_SEED` repeats those of a run that printed it. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 0x7fff_ffff);

/** Milliseconds within which each case is answered, also on a busy machine. */
export const ANSWER_TIMEOUT_MS = 20_000;

/** Milliseconds for one wire. */
export const WIRE_TIMEOUT_MS = 120_000 + CASES * 60;
