import type { RequestCorrection } from '@gateway/provider-kit';
import type { GenerateBody } from '../generate.types.js';
import { UNKNOWN_SIGNATURE, vouchForCalls } from '../to-contents.js';

/** Replaces the signatures of one request: those of another model or service are as useless as unknown ones. */
export function correctSignatures(sent: GenerateBody, validates: boolean): RequestCorrection<GenerateBody> | undefined {
  const signed = sent.contents.some(({ parts }) => parts.some((part) => isSigned(part.thoughtSignature)));
  if (!signed) return undefined;
  const thoughtSignature = validates ? UNKNOWN_SIGNATURE : undefined;
  const apply = (body: GenerateBody): GenerateBody => ({
    ...body,
    contents: body.contents.map(({ role, parts }) => ({
      role,
      parts: parts.map((part) => (isSigned(part.thoughtSignature) ? { ...part, thoughtSignature } : part)),
    })),
  });
  return { cause: 'thought-signature', once: true, apply };
}

/** Gives the sentinel to each first call that has no signature; undefined where there is none. */
export function correctMissingSignatures(sent: GenerateBody): RequestCorrection<GenerateBody> | undefined {
  const apply = (body: GenerateBody): GenerateBody => {
    const contents = body.contents.map(vouchForCalls);
    return contents.every((content, index) => content === body.contents[index]) ? body : { ...body, contents };
  };
  return apply(sent) === sent ? undefined : { cause: 'missing-thought-signature', apply };
}

function isSigned(signature: string | undefined): boolean {
  return signature !== undefined && signature !== UNKNOWN_SIGNATURE;
}
