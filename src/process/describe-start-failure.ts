import { SettingsError } from '../config/settings.error.js';

/** Why the gateway cannot start, in a line for each mistake. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof SettingsError)
    return ['The gateway cannot start:', ...error.mistakes.map((mistake) => `  ${mistake}`)].join('\n');
  if (isListenError(error)) return `The gateway cannot start:\n  HOST, PORT: ${describeListenError(error)}`;
  return `The gateway cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function describeListenError(error: Error): string {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `${error.message}; stop the other process, or set PORT (\`--port 8083\`)` : error.message;
}

/** A worker's primary opens its port, which Node calls `bind`. */
const LISTENING: readonly unknown[] = ['listen', 'bind', 'getaddrinfo'];

function isListenError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && LISTENING.includes(error.syscall);
}
