import { ApiError } from '@gateway/protocol';

/**
 * A model that the provider does not have, as a 400 where a setting of the gateway chose it: Claude Code replaces the
 * message of a 404 by a sentence of its own about the model that its user selected (contract §15.3).
 *
 * @param setting undefined: the client named the model itself, and gets the 404 that Anthropic answers
 */
export function blameSetting(error: unknown, setting: string | undefined): unknown {
  if (setting === undefined || !(error instanceof ApiError) || error.type !== 'not_found_error') return error;
  if (error.details !== undefined) return error;
  const { message, origin, cause } = error;
  return new ApiError('invalid_request_error', `${message} (the model is chosen by ${setting})`, { origin, cause });
}
