/** Lines of a gateway's log that no client and no upstream may cause. */
export function judgeLog(log: string): readonly string[] {
  return log
    .split('\n')
    .filter((line) => /unhandled|uncaught|internal error/i.test(line))
    .slice(0, 5);
}
