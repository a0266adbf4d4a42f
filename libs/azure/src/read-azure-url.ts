import { withoutEndingSlashes } from '@gateway/provider-kit';

/** The address of an Azure resource, and the version of its API. */
export interface AzureAddress {
  /** Without `/openai` and a trailing slash; the path of a gateway in front of Azure stays. */
  readonly resource: string;
  /** Version of the classic API; absent: the v1 API. */
  readonly apiVersion?: string;
}

/** What may follow the resource: OpenAI's APIs, the model inference API, a Foundry project. */
const REST = /^(.*?)(\/openai(?:\/(?:v1|responses|deployments)(?:\/.*)?)?|\/models\/.*|\/api\/projects\/.*|)$/s;

/** Versions of the v1 API, which needs none; those of the classic API are dates. */
const V1 = new Set(['v1', 'preview', 'latest']);

/**
 * Parses any URL that the portal, its samples or a gateway in front of Azure show: the resource alone, the base of an
 * API, or a whole request. `version` is the setting, and outranks the URL's.
 */
export function readAzureUrl(text: string, version?: string): AzureAddress {
  const { origin, pathname, searchParams } = new URL(text);
  const [, before = '', api = ''] = REST.exec(withoutEndingSlashes(pathname)) ?? [];
  const classic = /^(\/openai(?!\/v1)|$)/.test(api);
  const result = version ?? (classic ? searchParams.get('api-version') : null);
  return { resource: origin + before, ...(result && !V1.has(result) && { apiVersion: result }) };
}
