/** Base64 of the first bytes, for the image formats that Anthropic accepts. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/** The media type of an image, read from its first bytes; undefined for an unknown format. */
export function sniffMediaType(base64: string): string | undefined {
  return MAGIC.find(([magic]) => base64.startsWith(magic))?.[1];
}
