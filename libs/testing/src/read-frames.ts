/** One frame of an event stream. `data` is undefined where it is no JSON. */
export interface Frame {
  readonly event: string;
  readonly data: unknown;
}

const FRAME = /^event: ([^\n]*)\ndata: ([^\n]*)$/;

/**
 * Takes an Anthropic stream apart. A frame has exactly one form: `event: NAME`, `data: JSON` on one line, an
 * empty line. The SDK skips frames of other forms, so each one is a violation: comments, `id:`, `retry:`,
 * carriage returns, a `[DONE]`, a last frame without its empty line.
 */
export function readFrames(stream: string | Uint8Array): { frames: Frame[]; violations: string[] } {
  const violations: string[] = [];
  const frames: Frame[] = [];
  const pieces = decode(stream, violations).split('\n\n');
  const rest = pieces.pop() ?? '';
  if (rest !== '') violations.push(`the last frame is not ended by an empty line: ${shorten(rest)}`);
  for (const piece of pieces) {
    const [, event, data] = FRAME.exec(piece) ?? [];
    if (event === undefined || data === undefined)
      violations.push(`no frame of the form event, data: ${shorten(piece)}`);
    else frames.push(readFrame(event, data, violations));
  }
  return { frames, violations };
}

function readFrame(event: string, json: string, violations: string[]): Frame {
  const data = parse(json);
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  if (data === undefined) violations.push(`data is no JSON: ${shorten(json)}`);
  else if (type !== event) violations.push(`event name ${event} is not the type ${String(type)}`);
  return { event, data };
}

function decode(stream: string | Uint8Array, violations: string[]): string {
  if (typeof stream === 'string') return stream;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stream);
  } catch {
    violations.push('the bytes are no UTF-8');
    return new TextDecoder().decode(stream);
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
