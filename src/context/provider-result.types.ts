import type { Reply } from '@gateway/provider-kit';

/** The result of a provider's call: a reply, or a count of tokens. */
export type ProviderResult = Reply | number;
