/** What is waited for, or `silent` at this moment (of `Date.now()`) if it is not there by then. */
export async function orSilent<T>(waited: Promise<T>, deadline: number): Promise<T | 'silent'> {
  // Timer and promise end with the race: one that outlived it would keep what was waited for in memory.
  const { promise: silence, resolve } = Promise.withResolvers<'silent'>();
  const timer = setTimeout(() => resolve('silent'), Math.max(0, deadline - Date.now()));
  try {
    return await Promise.race([waited, silence]);
  } finally {
    clearTimeout(timer);
  }
}
