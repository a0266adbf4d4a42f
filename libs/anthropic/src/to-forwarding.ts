import type { Call } from '@gateway/provider-kit';
import type { FieldPolicy, Forwarding, ForwardingLimits, Operation } from './forwarding.types.js';

const UNKNOWN: FieldPolicy = { policy: 'dropped', change: 'unknown-field-dropped' };

/**
 * A call within the limits of its endpoint, before any correction. Without limits everything is forwarded.
 *
 * @returns the differences of the request; removed fields are noted on the call
 */
export function toForwarding(call: Call, operation: Operation, limits?: ForwardingLimits): Forwarding {
  const betas = splitList(call.headers['anthropic-beta']);
  if (limits === undefined) return { betas, fields: {}, removed: [], essential: new Set() };
  const names = limits.betas[operation];
  const taken = betas.map((beta) => names.get(beta)).filter((beta) => beta !== undefined);
  if (taken.length < betas.length) call.changes.add('beta-dropped');
  const policyOf = (name: string): FieldPolicy => limits.fields.get(name) ?? UNKNOWN;
  const fields = Object.entries(call.request);
  const essential = new Set(
    fields.filter(([name, value]) => policyOf(name).essential?.(value) === true).map(([name]) => name),
  );
  const dropped = fields
    .map(([name]) => name)
    .filter((name) => policyOf(name).policy === 'dropped' && !essential.has(name));
  for (const name of dropped) call.changes.add(policyOf(name).change ?? 'unknown-field-dropped');
  const changes = Object.fromEntries(dropped.map((name) => [name, undefined]));
  return { betas: [...new Set(taken)], fields: changes, removed: [], essential };
}

function splitList(header: string | undefined): readonly string[] {
  const values = (header ?? '').split(',').map((value) => value.trim());
  return values.filter((value) => value !== '');
}
