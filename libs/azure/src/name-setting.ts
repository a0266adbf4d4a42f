import { toConnectionError, type Dialect } from '@gateway/provider-kit';
import { ApiError, type ErrorType } from '@gateway/protocol';

/** Which setting to look at, for the failures that a wrong one causes. */
const SETTINGS: Readonly<Partial<Record<ErrorType, string>>> = {
  authentication_error: 'check AZURE_OPENAI_API_KEY, and that it belongs to AZURE_OPENAI_ENDPOINT',
  permission_error: 'check the role of the identity at AZURE_OPENAI_ENDPOINT',
  not_found_error: 'check AZURE_OPENAI_ENDPOINT and the deployment: BIG_MODEL, SMALL_MODEL and MODEL_MAP name them',
};

/** A dialect whose errors name the setting to look at. */
export function nameSetting<Body, Chunk>(dialect: Dialect<Body, Chunk>): Dialect<Body, Chunk> {
  return { ...dialect, toError: (failure, prepared) => hint(dialect.toError(failure, prepared)) };
}

/** A fetch whose failures to connect name the endpoint's setting. */
export function reaching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) =>
    fetch(input, init).catch((error: unknown) => {
      throw error instanceof ApiError ? error : hint(toConnectionError(error, 'azure'), 'check AZURE_OPENAI_ENDPOINT');
    });
}

function hint(error: ApiError, setting = SETTINGS[error.type]): ApiError {
  const { type, message, status, headers, cause } = error;
  return setting === undefined ? error : new ApiError(type, `${message} (${setting})`, { status, headers, cause });
}
