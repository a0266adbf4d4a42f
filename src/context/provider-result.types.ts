import type { Reply } from '@gateway/provider-kit';

/** What the rooms hand to the edge: a reply, or a count of tokens. */
export type ProviderResult = Reply | number;
