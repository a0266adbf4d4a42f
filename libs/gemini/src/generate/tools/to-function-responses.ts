import { joinText, type DocumentPart, type ImagePart, type Part, type ToolResult } from '@gateway/provider-kit';
import type { GeminiPart } from '../generate.types.js';
import { toMedia } from '../to-part.js';

export interface ResponseForm {
  /** The surface accepts ids of calls. */
  readonly ids: boolean;
  /** Images and documents are allowed inside a response; else they come after all of them. */
  readonly mediaInside: boolean;
}

/** The responses to the calls of one model turn, one a call (contract §5.6). */
export function toFunctionResponses(results: readonly ToolResult[], { ids, mediaInside }: ResponseForm): GeminiPart[] {
  const responses = results.map(({ id, name, parts, isError }): GeminiPart => {
    const media = parts.filter(isMedia);
    const said = describe(parts, media);
    return {
      functionResponse: {
        ...(ids ? { id } : {}),
        name,
        response: isError ? { error: said } : { output: said },
        ...(mediaInside && media.length > 0 ? { parts: media.map(toMedia) } : {}),
      },
    };
  });
  if (mediaInside) return responses;
  return [...responses, ...results.flatMap(({ parts }) => parts.filter(isMedia).map(toMedia))];
}

function describe(parts: readonly Part[], media: readonly (ImagePart | DocumentPart)[]): string {
  const text = joinText(parts);
  if (text !== '') return text;
  return media.length > 0 ? media.map(({ type }) => `[${type} attached below]`).join('\n') : '(no output)';
}

function isMedia(part: Part): part is ImagePart | DocumentPart {
  return part.type !== 'text';
}
