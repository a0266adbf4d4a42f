import type { DocumentPart, ImagePart, Part } from '@gateway/provider-kit';
import type { GeminiMedia, GeminiPart } from './generate.types.js';

const IMAGE_TYPES = new Map<string, string>(
  Object.entries({
    png: 'image/png',
    webp: 'image/webp',
    gif: 'image/gif',
    heic: 'image/heic',
    heif: 'image/heif',
  }),
);

/** Content of a user message or tool result, as a part. */
export function toPart(part: Part): GeminiPart {
  return part.type === 'text' ? { text: part.text } : toMedia(part);
}

/** An image or a document: its bytes, or the URL for Google to fetch. */
export function toMedia(part: ImagePart | DocumentPart): GeminiMedia {
  const { source, type } = part;
  if (source.type === 'base64') return { inlineData: { mimeType: source.media_type, data: source.data } };
  const mimeType = type === 'document' ? 'application/pdf' : imageType(source.url);
  return { fileData: { fileUri: source.url, mimeType } };
}

/** A type is required; only the end of the URL indicates it. */
function imageType(url: string): string {
  const [path = ''] = url.split(/[?#]/);
  return IMAGE_TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? 'image/jpeg';
}
