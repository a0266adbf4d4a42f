import { withoutEndingSlashes } from '@gateway/provider-kit';
import { asObject } from '@gateway/protocol';

/** Models that fit a screen. */
const MAX_LISTED = 30;
/** Milliseconds; a server of this machine responds at once. */
const TIMEOUT = 1000;

/**
 * The first models that a server with OpenAI's API has; undefined where none responds.
 *
 * @param url its base URL
 */
export async function listModels(url: string, key?: string): Promise<readonly string[] | undefined> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  try {
    const response = await fetch(`${withoutEndingSlashes(url)}/models`, {
      headers,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const { data } = asObject(await response.json());
    if (!response.ok || !Array.isArray(data)) return undefined;
    return data
      .map((model: unknown) => asObject(model).id)
      .filter((id) => typeof id === 'string')
      .slice(0, MAX_LISTED);
  } catch {
    return undefined;
  }
}
