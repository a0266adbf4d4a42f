import type { Call, Provider } from '@gateway/provider-kit';
import { firstValueFrom } from 'rxjs';

/** The tokens that a provider counts in the prompt of a call. */
export async function readCount(provider: Provider, call: Call): Promise<number> {
  const counted = await firstValueFrom(provider.countTokens(call));
  if (counted.kind !== 'count') throw new Error('the count is handed on as bytes');
  return counted.tokens;
}
