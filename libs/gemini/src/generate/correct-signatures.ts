import type { RequestCorrection } from '@gateway/provider-kit';
import { geminiTraits } from '../gemini-traits.js';
import type { GenerateBody } from './generate.types.js';
import { UNKNOWN_SIGNATURE } from './to-contents.js';

/** Replaces the signatures of one request: those of another model or service are as useless as unknown ones. */
export function correctSignatures(sent: GenerateBody, model: string): RequestCorrection<GenerateBody> | undefined {
  const signed = sent.contents.some(({ parts }) => parts.some((part) => isSigned(part.thoughtSignature)));
  if (!signed) return undefined;
  const thoughtSignature = geminiTraits(model).validatesSignatures ? UNKNOWN_SIGNATURE : undefined;
  const apply = (body: GenerateBody): GenerateBody => ({
    ...body,
    contents: body.contents.map(({ role, parts }) => ({
      role,
      parts: parts.map((part) => (isSigned(part.thoughtSignature) ? { ...part, thoughtSignature } : part)),
    })),
  });
  return { cause: 'thought-signature', once: true, apply };
}

function isSigned(signature: string | undefined): boolean {
  return signature !== undefined && signature !== UNKNOWN_SIGNATURE;
}
