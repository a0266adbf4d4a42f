import type { ProviderManifest } from '@gateway/provider-kit';
import { ApiError, type ErrorType } from '@gateway/protocol';
import type { Finding } from './finding.types.js';

/** The form of providers' hints about a setting, at the end of the message. */
const HINT = /^(.*) \((check [^()]*)\)$/s;

/**
 * The form of fixes within the messages of credential libraries, which are more specific. It begins with a variable.
 */
const REMEDY = /^(.*?): ((?:check|set) [A-Z]+_[A-Z_]+\b.*)$/s;

const FIXES: Readonly<Partial<Record<ErrorType, string>>> = {
  not_found_error: 'check the name of the model: BIG_MODEL, SMALL_MODEL, MODEL_MAP',
  billing_error: "top up the provider's account",
  rate_limit_error: 'wait, have the quota raised, or name another provider in FALLBACK_MODELS',
  overloaded_error: 'the provider is overloaded; try again later',
  timeout_error: 'try again; for a slow model raise FIRST_BYTE_TIMEOUT_SECONDS',
};

/** The message of a failed call, and the fix: the provider's own hint, else by the kind of error. */
export function toFailure(error: unknown, manifest: ProviderManifest): Pick<Finding, 'state' | 'detail' | 'fix'> {
  const said = error instanceof Error ? error.message : String(error);
  const [, message = said, hint] = HINT.exec(said) ?? [];
  const [, detail = message, remedy] = REMEDY.exec(message) ?? [];
  const type = error instanceof ApiError ? error.type : 'api_error';
  const isCredentials = type === 'authentication_error' || type === 'permission_error';
  const known = isCredentials ? `check ${variablesOf(manifest)}` : FIXES[type];
  return {
    state: 'failed',
    detail,
    fix: remedy ?? hint ?? known ?? "read the provider's message, and the provider's status page",
  };
}

/** The variables that a provider needs. */
export function variablesOf(manifest: ProviderManifest): string {
  return manifest.missing(new manifest.settings()).join(', ');
}
