import { ANY, type Forwarding } from '@gateway/anthropic';
import type { CorrectionRule, BufferedResponse, Refusal, RequestCorrection } from '@gateway/provider-kit';
import { VERTEX_FIELDS, VERTEX_INNER_FIELDS } from './vertex-fields.js';

type Correction = RequestCorrection<Forwarding> | undefined;

const BAD_REQUEST = [400];

/** The two refusals of Vertex AI for something that a request can do without: a beta, and a field. */
export const VERTEX_CORRECTIONS: readonly CorrectionRule<Forwarding>[] = [
  {
    forms: [{ status: BAD_REQUEST, sentence: /^Unexpected value\(s\) ([^"]{1,2000}) for the `anthropic-beta` header/ }],
    correct: ({ groups: [, values = ''] }, sent) => withoutBetas(values.match(/[^`, ]+/g) ?? [], sent),
  },
  {
    forms: [{ status: BAD_REQUEST, sentence: /^([\w.-]{1,200}): Extra inputs are not permitted/ }],
    correct: ({ groups: [, path = ''] }, sent) => (path.includes('.') ? withoutInner(path) : withoutField(path, sent)),
  },
];

/** A refusal in Anthropic's form, as Vertex AI forwards it. */
export function readVertexRefusal({ status, body }: BufferedResponse): Refusal {
  const { error } = (body ?? {}) as { error?: { message?: unknown } | null };
  const message = error?.message;
  return { status, message: typeof message === 'string' ? message : '', body };
}

function withoutBetas(refused: readonly string[], sent: Forwarding): Correction {
  const names = sent.betas.filter((beta) => refused.includes(beta));
  if (names.length === 0) return undefined;
  return {
    cause: `beta ${names.toSorted().join(' ')}`,
    change: 'beta-dropped',
    apply: (next) =>
      next.betas.some((beta) => names.includes(beta))
        ? { ...next, betas: next.betas.filter((beta) => !names.includes(beta)) }
        : next,
  };
}

function withoutField(name: string, sent: Forwarding): Correction {
  const { policy, change } = VERTEX_FIELDS.get(name) ?? {};
  if (policy !== 'optional' || sent.essential.has(name)) return undefined;
  return {
    cause: `field ${name}`,
    ...(change === undefined ? {} : { change }),
    apply: (next) => (next.essential.has(name) ? next : { ...next, fields: { ...next.fields, [name]: undefined } }),
  };
}

function withoutInner(path: string): Correction {
  const names = path.split('.').map((name) => (/^\d+$/.test(name) ? ANY : name));
  const change = VERTEX_INNER_FIELDS.get(names.at(-1) ?? '');
  if (change === undefined) return undefined;
  const removed = names.join('.');
  const apply = (next: Forwarding): Forwarding => ({ ...next, removed: [...next.removed, removed] });
  return { cause: `field ${removed}`, change, apply };
}
