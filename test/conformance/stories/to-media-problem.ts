import type { Problem } from '../../kit/upstreams/script.types.js';
import type { Route } from '../../kit/harness/wires.js';

export type Media = 'image' | 'document';

const OPENAI: Readonly<Record<Media, Problem>> = {
  image: {
    status: 400,
    code: 'invalid_image',
    message: 'The image data you provided does not represent a valid image.',
  },
  document: { status: 400, message: 'The file type you uploaded is not supported. Please try again with a pdf.' },
};
const GOOGLE: Readonly<Record<Media, Problem>> = {
  image: { status: 400, message: 'Unable to process input image. Please retry.' },
  document: { status: 400, message: 'The document has no pages.' },
};
const ANTHROPIC: Readonly<Record<Media, Problem>> = {
  image: { status: 400, message: 'Could not process image' },
  document: { status: 400, message: 'Could not process PDF' },
};

/** The refusal of an image or a document by an upstream, in its own words. */
export function toMediaProblem({ name }: Pick<Route, 'name'>, media: Media): Problem {
  if (name === 'anthropic') return ANTHROPIC[media];
  return (name === 'gemini' || name === 'vertex' ? GOOGLE : OPENAI)[media];
}
