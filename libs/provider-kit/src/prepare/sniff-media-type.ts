/** How base64 of the first bytes looks, for the image formats Anthropic takes. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/** The media type of an image, told from its first bytes; undefined where they are no known format's. */
export function sniffMediaType(base64: string): string | undefined {
  return MAGIC.find(([magic]) => base64.startsWith(magic))?.[1];
}
