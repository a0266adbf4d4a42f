import type { NormalizedRequest } from './normalized-request.types.js';

/** Whether a tool returned an image or a document. */
export function hasMediaInResults({ turns }: Pick<NormalizedRequest, 'turns'>): boolean {
  return turns.some((turn) => turn.role === 'results' && turn.results.some(({ parts }) => parts.some(isMedia)));
}

function isMedia({ type }: { readonly type: string }): boolean {
  return type !== 'text';
}
