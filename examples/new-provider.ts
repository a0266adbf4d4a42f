/**
 * Writes the skeleton of a provider, with its spec, to `libs/NAME`: `npm run new:provider NAME`. It is `examples/acme`
 * under another name. A second argument names another folder than `libs`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const TEMPLATE = join(import.meta.dirname, 'acme', 'src');

const [name = '', libs = 'libs'] = process.argv.slice(2);
const folder = join(libs, name);
/** Where its specs find what every provider is tested with. */
const toTests = relative(join(folder, 'src'), 'test').replaceAll('\\', '/');

function fail(problem: string): never {
  console.error(`npm run new:provider NAME: ${problem}`);
  process.exit(1);
}

/** `my-cloud`: `myCloud` in names of functions, `MyCloud` in those of classes, `MY_CLOUD` in variables. */
function rename(text: string): string {
  const pascal = name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return text
    .replaceAll('../../../test', toTests)
    .replace(/\bacme(?=[A-Z])/g, camel)
    .replaceAll('Acme', pascal)
    .replaceAll('ACME', name.toUpperCase().replaceAll('-', '_'))
    .replaceAll('acme', name);
}

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) fail('the name is lower-case words joined by -');
if (existsSync(folder)) fail(`${folder} exists`);

mkdirSync(join(folder, 'src'), { recursive: true });
for (const file of readdirSync(TEMPLATE)) {
  const path = join(folder, 'src', rename(file));
  writeFileSync(path, rename(readFileSync(join(TEMPLATE, file), 'utf8')));
  console.log(path);
}
const plugin = rename('AcmePlugin');
console.log(`
Now add it to src/plugins.ts:
  import { ${plugin} } from '@gateway/${name}';
and, where it shall stand, to PLUGINS. Then npm run docs && npm test.`);
