import type { JSONWebKeySet } from 'jose';
import { isSafeUrl } from './jwt-rules.js';

/** Where the keys of an issuer are. */
export interface KeySource {
  readonly issuer: string;
  /** URL of the key set; absent: the one that the issuer's discovery document names. */
  readonly url?: string | undefined;
}

/** Milliseconds for each of the two documents. */
const FETCH_TIMEOUT_MS = 5000;
/** Characters of a document, at most. */
const MAX_LENGTH = 1_000_000;

/**
 * Fetches the key set of an issuer (OpenID Connect Discovery 1.0 §4). Redirects are not followed: they could replace
 * the keys.
 *
 * @throws Error where a document cannot be had, or is not that of the issuer
 */
export async function loadKeySet({ issuer, url }: KeySource, fetch: typeof globalThis.fetch): Promise<JSONWebKeySet> {
  return (await readJson(url ?? (await discover(issuer, fetch)), fetch)) as unknown as JSONWebKeySet;
}

async function discover(issuer: string, fetch: typeof globalThis.fetch): Promise<string> {
  const document = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, fetch);
  if (document.issuer !== issuer) throw new Error('the discovery document is of another issuer');
  const { jwks_uri: url } = document;
  if (typeof url !== 'string' || !isSafeUrl(url)) throw new Error('the discovery document has no safe jwks_uri');
  return url;
}

async function readJson(url: string, fetch: typeof globalThis.fetch): Promise<Readonly<Record<string, unknown>>> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const response = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json' }, signal });
  if (response.status !== 200) throw new Error(`${url} returned HTTP ${response.status}`);
  const text = await response.text();
  if (text.length > MAX_LENGTH) throw new Error(`${url} returned more than ${MAX_LENGTH} characters`);
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${url} returned no JSON object`);
  return parsed as Readonly<Record<string, unknown>>;
}
