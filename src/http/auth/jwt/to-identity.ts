import { ownValue } from '@gateway/protocol';
import { isGroupName } from '../is-group-name.js';
import type { JwtSettings } from './jwt.settings.js';

type Payload = Readonly<Record<string, unknown>>;

/** What the payload of a valid token state about its bearer. */
export interface JwtIdentity {
  readonly name: string;
  readonly groups: readonly string[];
  /** Patterns of models; absent: no claim limits them. */
  readonly models?: readonly string[];
}

/** The name of the token in the settings, which belongs to the operator. */
const RESERVED = 'default';

/**
 * The identity in the payload of a token whose signature is valid.
 *
 * @returns the claim that is missing or malformed, where there is one
 */
export function toIdentity(
  payload: Payload,
  { AUTH_JWT_NAME_CLAIM, AUTH_JWT_GROUPS_CLAIM, AUTH_JWT_MODELS_CLAIM }: JwtSettings,
): JwtIdentity | { readonly wrongClaim: string } {
  const name = readClaim(payload, AUTH_JWT_NAME_CLAIM);
  if (typeof name !== 'string' || !isGroupName(name) || name === RESERVED) return { wrongClaim: AUTH_JWT_NAME_CLAIM };
  const groups = toNames(readClaim(payload, AUTH_JWT_GROUPS_CLAIM) ?? []);
  if (groups === undefined) return { wrongClaim: AUTH_JWT_GROUPS_CLAIM };
  const identity = { name, groups: groups.filter(isGroupName) };
  if (AUTH_JWT_MODELS_CLAIM === undefined) return identity;
  // Where the operator names a claim for models, a token without it may use none.
  const models = toNames(readClaim(payload, AUTH_JWT_MODELS_CLAIM));
  return models === undefined ? { wrongClaim: AUTH_JWT_MODELS_CLAIM } : { ...identity, models };
}

/** A claim by its whole name, or by a path with dots: `realm_access.roles`. */
function readClaim(payload: Payload, path: string): unknown {
  const whole = ownValue(payload, path);
  if (whole !== undefined) return whole;
  let value: unknown = payload;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = ownValue(value as Payload, key);
  }
  return value;
}

function toNames(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}
