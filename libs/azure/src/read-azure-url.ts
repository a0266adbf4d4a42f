/** Names of the v1 API, which needs no version: classic ones are dates. */
const V1 = new Set(['v1', 'preview', 'latest']);

/** Where an Azure resource is, and how it is spoken to. */
export interface AzureAddress {
  /** Without `/openai` and a trailing slash; a path of a gateway in front of Azure stays. */
  readonly resource: string;
  /** Version of the classic API; absent: the v1 API. */
  readonly apiVersion?: string;
}

/**
 * Understands any URL that the portal, its samples or a gateway in front of Azure show: the resource alone, the
 * base of an API, or a whole request. `version` is what was set for it and counts before the URL's.
 */
export function readAzureUrl(text: string, version?: string): AzureAddress {
  const { origin, pathname, searchParams } = new URL(text);
  const [, before = '', after = ''] = /^(.*?)(\/openai(?:\/.*)?|\/models(?:\/.*)?|\/api\/projects\/.*|\/*)$/.exec(pathname) ?? [];
  const foreign = after.startsWith('/models') || /^\/openai\/v1(\/|$)/.test(after);
  const told = version ?? (foreign ? undefined : searchParams.get('api-version'));
  const resource = origin + before.replace(/\/+$/, '');
  return told && !V1.has(told) ? { resource, apiVersion: told } : { resource };
}
