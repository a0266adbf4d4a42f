/** Cuts a text into pieces of a few characters, as models stream arguments. */
export function inPieces(text: string, length = 7): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}
