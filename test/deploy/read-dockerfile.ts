import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type Copy, DockerfileParser, type Env, type From, type Instruction } from 'dockerfile-ast';

type Variables = Readonly<Record<string, string>>;

/** A step that makes files: a shell command, or a copy from the build context or another stage. */
export type Step = { readonly workdir: string; readonly env: Variables } & (
  | { readonly run: string }
  | { readonly copy: readonly string[]; readonly to: string; readonly from: string | undefined }
);

/** One stage of a Dockerfile; the last one is the image. */
export interface BuildStage {
  readonly name: string | undefined;
  /** An image, or the name of an earlier stage. */
  readonly from: string;
  readonly steps: readonly Step[];
  readonly workdir: string;
  readonly env: Variables;
  readonly user: string;
  readonly exposed: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

const EMPTY: Omit<BuildStage, 'name' | 'from' | 'steps'> = {
  workdir: '/',
  env: {},
  user: 'root',
  exposed: [],
  command: [],
  healthcheck: [],
};

/**
 * The stages of a Dockerfile, as far as this project's file uses the language.
 *
 * @throws Error at an instruction or flag that is not understood, and at a command that is not in exec form
 */
export function readDockerfile(path: string): readonly BuildStage[] {
  const stages: BuildStage[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = (instruction as From).getImage() ?? '';
      const start = stages.find(({ name }) => name === from) ?? EMPTY;
      stages.push({ ...start, name: (instruction as From).getBuildStage() ?? undefined, from, steps: [] });
    } else {
      const stage = stages.pop();
      if (stage === undefined) throw new Error(`before any stage: ${instruction.toString()}`);
      stages.push({ ...stage, ...apply(instruction, stage) });
    }
  }
  return stages;
}

/** What an instruction changes in its stage. */
function apply(instruction: Instruction, { workdir, env, steps, exposed }: BuildStage): Partial<BuildStage> {
  const text = instruction.getRawArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      return { workdir: posix.resolve(workdir, text) };
    case 'ENV': {
      const said = (instruction as Env).getProperties().map((one) => [one.getName(), one.getValue() ?? '']);
      return { env: { ...env, ...(Object.fromEntries(said) as Variables) } };
    }
    case 'RUN':
      if (/^(--|\[)|<</.test(text)) throw new Error(`only a plain command is understood: RUN ${text}`);
      return { steps: [...steps, { workdir, env, run: text }] };
    case 'COPY': {
      const copy = instruction as Copy;
      const unknown = copy.getFlags().find((flag) => flag.getName() !== 'from');
      if (unknown !== undefined) throw new Error(`COPY ${unknown.toString()} is not understood`);
      const paths = copy.getArguments().map((argument) => argument.getValue());
      const from = copy.getFromFlag()?.getValue() ?? undefined;
      return { steps: [...steps, { workdir, env, copy: paths.slice(0, -1), to: paths.at(-1) ?? '', from }] };
    }
    case 'LABEL':
      return {};
    case 'USER':
      return { user: text };
    case 'EXPOSE':
      return { exposed: [...exposed, ...text.split(/\s+/)] };
    case 'CMD':
      return { command: readExecForm(text) };
    case 'HEALTHCHECK':
      return { healthcheck: readExecForm(/^CMD\s(.*)$/s.exec(text)?.[1] ?? text) };
    default:
      throw new Error(`not understood: ${instruction.toString()}`);
  }
}

/** `["node", "main.js"]`: a list of words that no shell reads. */
function readExecForm(text: string): readonly string[] {
  try {
    return JSON.parse(text) as string[];
  } catch (cause) {
    throw new Error(`not in exec form: ${text}`, { cause });
  }
}
