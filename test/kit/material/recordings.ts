import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedMaterial } from './shared-material.js';

type Chunk = Record<string, unknown> & { readonly type?: string };

/** The folders of recorded answers: one for each wire. */
export const RECORDED = ['openai-chat', 'openai-responses', 'azure-responses', 'gemini', 'anthropic'] as const;
export type Recorded = (typeof RECORDED)[number];

/** Whether answers of this wire were recorded. */
export function isRecorded(wire: string): wire is Recorded {
  return RECORDED.some((recorded) => recorded === wire);
}

/** A streamed answer of a provider as it was on the wire. */
export interface StreamRecording {
  readonly name: string;
  readonly chunks: readonly Chunk[];
  /** The chunks in the provider's framing. */
  readonly bytes: Buffer;
}

/** A whole answer of a provider, or an error. */
export interface WholeRecording {
  readonly name: string;
  readonly body: Chunk;
}

/** The streams that were recorded of a wire; none where the material is missing. */
export function streamRecordings(wire: Recorded): StreamRecording[] {
  return filesOf(wire, '.chunks.txt').flatMap(({ name, text }) => {
    const chunks = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Chunk);
    const answers = splitAnswers(chunks);
    return answers.map((answer, index) => ({
      name: answers.length > 1 ? `${name}, answer ${index + 1}` : name,
      chunks: answer,
      bytes: frame(wire, answer),
    }));
  });
}

/** The same recording with few chunks: those that begin and end it, and some between. */
export function shorten(wire: Recorded, { name, chunks }: StreamRecording, keep: number): StreamRecording {
  const some = [...chunks.slice(0, keep), ...chunks.slice(-keep)];
  return { name: `${name}, shortened`, chunks: some, bytes: frame(wire, some) };
}

/** The whole answers and errors that were recorded of a wire. */
export function wholeRecordings(wire: Recorded): WholeRecording[] {
  return filesOf(wire, '.json').map(({ name, text }) => ({ name, body: JSON.parse(text) as Chunk }));
}

/** A file may hold several answers of one conversation. */
function splitAnswers(chunks: readonly Chunk[]): Chunk[][] {
  const answers: Chunk[][] = [];
  for (const chunk of chunks) {
    if (answers.length === 0 || chunk.type === 'response.created') answers.push([]);
    answers.at(-1)!.push(chunk);
  }
  return answers;
}

function frame(wire: Recorded, chunks: readonly Chunk[]): Buffer {
  const said = chunks.map((chunk) => {
    const data = `data: ${JSON.stringify(chunk)}`;
    if (wire === 'gemini') return `${data}\r\n\r\n`;
    return wire === 'openai-chat' ? `${data}\n\n` : `event: ${chunk.type}\n${data}\n\n`;
  });
  return Buffer.from(said.join('') + (wire === 'openai-chat' ? 'data: [DONE]\n\n' : ''));
}

function filesOf(wire: Recorded, ending: string): { name: string; text: string }[] {
  const folder = sharedMaterial('recordings', wire);
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ name: basename(file, ending), text: readFileSync(join(folder, file), 'utf8') }));
}
