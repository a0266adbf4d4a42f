import type { Finding, Severity } from './finding.types.js';

/** The line by which `accepted.json` names a difference that is known and meant to be. */
export function toKey({ part, subject, difference }: Finding): string {
  return `${part}: ${subject} ${difference}`;
}

/** Findings without those that are accepted, each once. */
export function withoutAccepted(findings: readonly Finding[], accepted: readonly string[]): readonly Finding[] {
  const unique = new Map(findings.map((finding) => [toKey(finding), finding]));
  return [...unique].filter(([key]) => !accepted.includes(key)).map(([, finding]) => finding);
}

/** All findings as one Markdown table. */
export function toDriftTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No drift.\n';
  const rows = findings.map(({ severity, part, subject, difference, advice }) =>
    [severity, part, subject, difference, advice].map((cell) => cell.replaceAll('|', '\\|')),
  );
  const table = [['', 'part', 'subject', 'difference', 'what to do'], Array<string>(5).fill('---'), ...rows];
  return `${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

const CODES: Readonly<Record<Severity, number>> = { new: 1, wrong: 2 };

/** 0: no drift; 1: something new; 2: something that the repository states is wrong. */
export function toExitCode(findings: readonly Finding[]): number {
  return Math.max(0, ...findings.map(({ severity }) => CODES[severity]));
}
