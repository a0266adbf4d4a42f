import { existsSync, readFileSync } from 'node:fs';
import { createProgram, withCommand } from '../../src/cli/program.js';

/** What npm does by itself. */
const OF_NPM = ['ci', 'sbom', 'pack', 'publish'];

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

/** What is wrong with a command that a document shows; undefined where nothing is, or where it is none of ours. */
export function findCommandMistake(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = words;
  switch (program) {
    case 'npm':
      return findNpmMistake(rest);
    case 'npx':
      return findCommandMistake(rest);
    case 'messages-gateway':
      return findGatewayMistake(rest);
    case 'node':
      return rest[0] === 'dist/src/cli/main.js' ? findGatewayMistake(rest.slice(1)) : findMissing(rest[0]);
    case 'cp':
      return findMissing(rest[0]);
    default:
      return undefined;
  }
}

function findNpmMistake(words: readonly string[]): string | undefined {
  const [command = '', name = ''] = words;
  const [separator, ...given] = words.slice(1);
  if (OF_NPM.includes(command)) return undefined;
  const script = command === 'run' ? name : command;
  if (script === 'start' && separator === '--') return findGatewayMistake(withCommand(given));
  return script in scripts ? undefined : `there is no npm run ${script}`;
}

function findGatewayMistake(words: readonly string[]): string | undefined {
  const end = words.indexOf('--');
  const [name = 'start', ...given] = end < 0 ? words : words.slice(0, end);
  const command = createProgram().commands.find((known) => known.name() === name);
  if (command === undefined) return `messages-gateway has no command ${name}`;
  const known = command.options.flatMap(({ short, long }) => [short, long]);
  const unknown = given.find((word) => word.startsWith('-') && !known.includes(word.split('=')[0]));
  return unknown === undefined ? undefined : `messages-gateway ${name} has no ${unknown}`;
}

function findMissing(path = ''): string | undefined {
  return path.startsWith('dist/') || existsSync(path) ? undefined : `there is no ${path}`;
}
