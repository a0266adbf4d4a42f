/** Tokens of a text by its length alone: four characters a token. Never 0 for a text that is not empty. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4);
}
