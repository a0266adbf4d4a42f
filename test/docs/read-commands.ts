/** One command of a shell. */
export interface ShellCommand {
  /** Those that are set for it alone. */
  readonly variables: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/**
 * The commands of a snippet. Lines that only set variables are one command without words, as the lines of `.env` are.
 * It goes as far as documents need the shell's grammar: quotes, continued lines, comments.
 */
export function readCommands(text: string): readonly ShellCommand[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  const commands = lines.flatMap((line) => split(line)).map(toCommand);
  const bare = commands.filter(({ words }) => words.length === 0).map(({ variables }) => variables);
  const file: ShellCommand = { variables: Object.assign({}, ...bare) as Record<string, string>, words: [] };
  return [file, ...commands.filter(({ words }) => words.length > 0)];
}

function split(line: string): readonly (readonly string[])[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  const commands: string[][] = [[]];
  for (const word of comment < 0 ? words : words.slice(0, comment)) {
    if (['&&', '||', '|', ';'].includes(word)) commands.push([]);
    else commands.at(-1)!.push(word.replace(/(['"])(.*?)\1/g, '$2'));
  }
  return commands;
}

function toCommand(words: readonly string[]): ShellCommand {
  const first = words.findIndex((word) => !/^\w+=/.test(word));
  const set = first < 0 ? words : words.slice(0, first);
  const pairs = set.map((word): [string, string] => [word.split('=', 1)[0]!, word.slice(word.indexOf('=') + 1)]);
  return { variables: Object.fromEntries(pairs), words: first < 0 ? [] : words.slice(first) };
}
