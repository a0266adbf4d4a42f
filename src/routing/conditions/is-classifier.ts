import type { ReadonlyHeaders } from '@gateway/provider-kit';
import type { MessagesRequest } from '@gateway/protocol';

/** Characters of system text from which a request without tools is taken for one of the classifier. */
const SYSTEM_LENGTH = 20_000;

/**
 * Whether Claude Code asks its safety classifier about a tool call: a request of the class `auxiliary`, without tools,
 * with a long system text (contract §27: about 142,000 characters). Without hint headers the class is absent.
 */
export function isClassifier({ tools, system }: MessagesRequest, headers: ReadonlyHeaders): boolean {
  const requestClass = headers['x-claude-code-request-class'];
  if (requestClass !== undefined && requestClass !== 'auxiliary') return false;
  if (Array.isArray(tools) && tools.length > 0) return false;
  return lengthOf(system) >= SYSTEM_LENGTH;
}

function lengthOf(system: unknown): number {
  if (typeof system === 'string') return system.length;
  if (!Array.isArray(system)) return 0;
  const texts = (system as readonly ({ readonly text?: unknown } | null)[]).map((block) => block?.text);
  return texts.reduce((sum: number, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}
