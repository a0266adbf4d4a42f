/** How many ticks of the event loop pass until this is done: in each of them other requests have their turn. */
export async function countTicks(work: Promise<unknown>): Promise<number> {
  let ticks = 0;
  let next: NodeJS.Immediate;
  const count = (): void => {
    ticks++;
    next = setImmediate(count);
  };
  next = setImmediate(count);
  try {
    await work;
    return ticks;
  } finally {
    clearImmediate(next);
  }
}
