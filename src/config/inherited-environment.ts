import type { Environment } from './read-environment.js';

/** The environment of this process for one it starts, with changes; a variable that is undefined there is left out. */
export function inheritedEnvironment(changes: Environment): NodeJS.ProcessEnv {
  const all = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
