import { claudeCodeBody } from '../kit/client/claude-code-body.js';
import { BODY_SIZES } from './measures.js';

type Size = (typeof BODY_SIZES)[number]['id'];

const text = Object.fromEntries(BODY_SIZES.map(({ id, bytes }) => [id, claudeCodeBody(bytes)])) as Record<Size, string>;

/** A streaming request of Claude Code's shape. */
export const streamingBody = (size: Size): Buffer => Buffer.from(text[size]);

/** The same request, to be answered in one piece. */
export const wholeBody = (size: Size): Buffer => Buffer.from(text[size].replace('"stream":true', '"stream":false'));
