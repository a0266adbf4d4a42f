import { runLive } from './live/run-live.js';
import { readOptions, USAGE } from './read-options.js';
import { runFakes } from './run-fakes.js';

/** `npm run conformance`: exits with 1 where a cell fails, with 2 where nothing could be played. */
try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else process.exitCode = options.live ? await runLive(options, process.env) : await runFakes(options);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
