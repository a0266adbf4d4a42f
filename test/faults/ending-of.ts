import { expect } from '@jest/globals';
import { judgeStream, readFrames } from '@gateway/testing';
import type { Ending } from './endings.js';

interface ErrorBody {
  readonly error: { readonly type: string };
  readonly request_id: string;
}

/** What became of a request whose right answer says these words. */
export async function endingOf(response: Response, stream: boolean, words: string): Promise<Ending> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    return 'a broken connection';
  }
  if (response.status === 200) return stream ? endingOfStream(text, words) : endingOfMessage(text, words);
  const { error, request_id: id } = JSON.parse(text) as ErrorBody;
  expect(id).toBe(response.headers.get('request-id'));
  return { status: response.status, type: error.type };
}

function endingOfStream(text: string, words: string): Ending {
  if (judgeStream(text).length > 0) return 'what came';
  const { frames } = readFrames(text);
  const last = frames.at(-1);
  if (last?.event === 'error') return { event: (last.data as ErrorBody).error.type };
  const said = frames.map(({ data }) => (data as { delta?: { text?: string } }).delta?.text ?? '').join('');
  return said === words ? 'the answer' : 'what came';
}

function endingOfMessage(text: string, words: string): Ending {
  try {
    const { content } = JSON.parse(text) as { content: readonly { readonly text: string }[] };
    return content[0]?.text === words ? 'the answer' : 'what came';
  } catch {
    return 'what came';
  }
}
