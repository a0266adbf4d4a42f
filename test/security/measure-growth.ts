/** Milliseconds below which a time is noise. A square of texts of this test's size takes far longer. */
const NOISE_MS = 2;

const ATTEMPTS = 6;
const RUNS = 3;

/**
 * By how much the time of `run` grows when its text becomes twice as long: about 2 where a text is read once, 4 where
 * it grows with the square. The least of several times counts, of either text: a busy machine only adds to a time.
 */
export function measureGrowth(
  run: (text: string) => unknown,
  makeText: (length: number) => string,
  size = 40_000,
): number {
  const [short, long] = [makeText(size), makeText(2 * size)];
  const least = { short: Infinity, long: Infinity };
  for (let attempt = 0; attempt < ATTEMPTS && !(least.long < 2.2 * least.short); attempt++) {
    if (timeOf(run, long, 1) < NOISE_MS) return 1;
    least.long = Math.min(least.long, timeOf(run, long));
    least.short = Math.min(least.short, timeOf(run, short));
  }
  return least.long / least.short;
}

function timeOf(run: (text: string) => unknown, text: string, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    // Processor time: other processes of the machine are not in it.
    const start = process.cpuUsage();
    run(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
