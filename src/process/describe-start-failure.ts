import { SettingsError } from '../config/settings.error.js';

/** Why the gateway cannot start, in a line for each mistake. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof SettingsError)
    return ['The gateway cannot start:', ...error.mistakes.map((mistake) => `  ${mistake}`)].join('\n');
  if (isListenError(error)) return `The gateway cannot start:\n  HOST, PORT: ${error.message}`;
  return `The gateway cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** A worker's primary opens its port, which Node calls `bind`. */
const LISTENING: readonly unknown[] = ['listen', 'bind', 'getaddrinfo'];

function isListenError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && LISTENING.includes(error.syscall);
}
