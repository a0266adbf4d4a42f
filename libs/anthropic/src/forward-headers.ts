import type { ReadonlyHeaders } from '@gateway/provider-kit';

/**
 * Both lists are open, as Anthropic's "Gateway protocol reference" requires: future names with these prefixes are
 * forwarded. Others are not: credentials, host, length and encoding of the other connection; of Claude Code's headers
 * the checksum of a company's settings (contract §1).
 */
const TO_UPSTREAM =
  /^(anthropic-.*|x-claude-code-(?!managed-settings-checksum$).*|x-stainless-.*|x-app|user-agent|accept)$/;
/** An encoding is present only where the transport could not decode it: the client gets the bytes unchanged. */
const TO_CLIENT = /^(anthropic-.*|request-id|retry-after|retry-after-ms|x-should-retry|content-type|content-encoding)$/;

/** The version of a request without a version header (Anthropic's API reference, "Versions"). */
const DEFAULT_VERSION = '2023-06-01';

/**
 * The client's headers that its upstream gets, and those that every request has. No credential is among them. The
 * response is requested without compression, so that each piece of a stream is sent at once.
 *
 * @param taken the names that this upstream gets; absent: those that Anthropic gets
 */
export function toUpstreamHeaders(headers: ReadonlyHeaders, taken = TO_UPSTREAM): Record<string, string> {
  return {
    'anthropic-version': DEFAULT_VERSION,
    ...pick(Object.entries(headers), taken),
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
}

/** The upstream's headers that the client gets, and for streams those that prevent proxies from buffering. */
export function toClientHeaders(headers: Headers): Record<string, string> {
  const picked = pick([...headers], TO_CLIENT);
  const streams = picked['content-type']?.startsWith('text/event-stream') === true;
  return streams ? { ...picked, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' } : picked;
}

/** Without headers that `connection` names: they are for this connection alone (RFC 9110, 7.6.1). */
function pick(headers: readonly (readonly [string, string | undefined])[], listed: RegExp): Record<string, string> {
  const [, connection = ''] = headers.find(([name]) => name === 'connection') ?? [];
  const ours = new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
  const picked = headers.filter(([name, value]) => value !== undefined && listed.test(name) && !ours.has(name));
  return Object.fromEntries(picked) as Record<string, string>;
}
