import { execFile } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BuildStage, Step } from './read-dockerfile.js';

/**
 * Runs the steps of a Dockerfile as they are written, where no engine could: every stage is a folder, its working
 * folder lies in it, and the machine's own shell and this Node stand for the base image. A RUN step must therefore
 * keep to relative paths.
 *
 * @param context the files that a build is given
 * @param into an empty folder
 * @returns the file system of the last stage
 */
export async function buildImage(stages: readonly BuildStage[], context: string, into: string): Promise<string> {
  const folders = new Map<string, string>();
  let folder = '';
  for (const [index, { name, from, steps }] of stages.entries()) {
    folder = join(into, String(index));
    const start = folders.get(from);
    await (start === undefined ? mkdir(folder, { recursive: true }) : copy(start, folder));
    for (const step of steps) {
      const source = 'copy' in step && step.from !== undefined ? folders.get(step.from) : context;
      await take(step, folder, source);
    }
    if (name !== undefined) folders.set(name, folder);
  }
  return folder;
}

async function take(step: Step, folder: string, source: string | undefined): Promise<void> {
  const workdir = join(folder, step.workdir);
  await mkdir(workdir, { recursive: true });
  if ('run' in step) {
    await promisify(execFile)('/bin/sh', ['-c', step.run], { cwd: workdir, env: toEnvironment(step.env) });
    return;
  }
  if (source === undefined) throw new Error(`COPY from a stage that is not there: ${step.from ?? ''}`);
  for (const path of step.copy) {
    const found = join(source, path);
    const target = join(step.to.startsWith('/') ? folder : workdir, step.to);
    // A folder's contents go into the target, a file goes below it where that is a folder.
    const below = (await stat(found)).isFile() && (step.copy.length > 1 || step.to.endsWith('/'));
    await copy(found, below ? join(target, basename(path)) : target);
  }
}

function copy(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true, verbatimSymlinks: true });
}

/** The machine's way to the package registry, and what the stage says. */
function toEnvironment(said: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NODE_ENV, NODE_OPTIONS, ...machine } = process.env;
  return { ...machine, PATH: pathToThisNode(), ...said };
}

/** `PATH`, with this Node before any other: it stands for the one of the base image. */
export function pathToThisNode(): string {
  return [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
}
