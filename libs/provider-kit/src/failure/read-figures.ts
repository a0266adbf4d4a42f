/** Phrases that follow one another; the named groups of each are figures. */
export type Wording = readonly RegExp[];

/** Figures by the names of their groups, where every phrase is found behind the one before; each is searched for once. */
export function readFigures(phrases: Wording, message: string): Readonly<Record<string, number>> | undefined {
  const figures: (readonly [name: string, figure: number])[] = [];
  let rest = message;
  for (const phrase of phrases) {
    const match = phrase.exec(rest);
    if (match === null) return undefined;
    for (const [name, digits] of Object.entries(match.groups ?? {})) figures.push([name, Number(digits)]);
    rest = rest.slice(match.index + match[0].length);
  }
  return Object.fromEntries(figures);
}
