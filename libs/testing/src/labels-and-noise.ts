/** Labels that servers and proxies give to streams and to whole answers. */
export const LABELS = [
  'application/json',
  'application/problem+json',
  'text/event-stream',
  'application/octet-stream',
  'text/html',
  '',
] as const;

/** What servers and proxies send between the chunks of a stream. */
const PIECES = [
  ': OPENROUTER PROCESSING\n\n',
  'data: null\n\n',
  'data:\n\n',
  'data:   \n\n',
  'data: : keep-alive\n\n',
  'data: {}\n\n',
  'data: "ping"\n\n',
  'data: 0\n\n',
  'event: heartbeat\n\n',
  '\n\n',
];

/** A stream with all of that before it and between its events. */
export function addNoise(stream: string): string {
  const noise = PIECES.join('');
  return noise + stream.replaceAll(/\n\n(?=\S)/g, `\n\n${noise}`);
}
