import type { Prepared } from './prepared.types.js';

/** Whether a tool gave back an image or a document. */
export function hasMediaInResults({ turns }: Pick<Prepared, 'turns'>): boolean {
  return turns.some((turn) => turn.role === 'results' && turn.results.some(({ parts }) => parts.some(isMedia)));
}

function isMedia({ type }: { readonly type: string }): boolean {
  return type !== 'text';
}
