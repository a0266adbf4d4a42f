import { styleText } from 'node:util';
import { escapeControls, escapeLine } from './escape-controls.js';

type Line = Readonly<Record<string, unknown>>;
type Paint = (colour: Parameters<typeof styleText>[0], text: string) => string;

/**
 * The line of a request for a terminal; undefined for a line about anything else.
 * `12:30:01 POST /v1/messages claude-opus-5 → openai/gpt-4.1 12 tools 3 messages 200 1.2 s`
 */
export function toRequestLine(line: Line, colour: boolean): string | undefined {
  if (line.msg !== 'request') return undefined;
  const paint: Paint = colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
  const { time, method, path, tools, messages, stop_reason: stop } = line;
  const parts = [
    paint('dim', new Date(String(time)).toTimeString().slice(0, 8)),
    `${toText(method)} ${toText(path)}`,
    line.provider === undefined ? '' : toRoute(line, paint),
    tools === undefined ? '' : paint('magenta', `${Number(tools)} tools`),
    messages === undefined ? '' : paint('blue', `${Number(messages)} messages`),
    toStatus(line, paint),
    `${(Number(line.duration) / 1000).toFixed(1)} s`,
    typeof stop === 'string' ? paint('dim', toText(stop)) : '',
    toProblem(line, paint),
  ];
  return `${parts.filter((part) => part !== '').join(' ')}\n${toStack(line)}`;
}

function toRoute({ model, provider, upstream_model: upstream }: Line, paint: Paint): string {
  return `${paint('cyan', toText(model))} → ${paint('green', `${toText(provider)}/${toText(upstream)}`)}`;
}

function toStatus({ status, aborted }: Line, paint: Paint): string {
  const text = [status === undefined ? '' : String(Number(status)), aborted === true ? 'left' : ''].filter(Boolean);
  return paint(status === undefined || Number(status) >= 400 ? 'red' : 'green', text.join(' '));
}

function toProblem({ error }: Line, paint: Paint): string {
  if (typeof error !== 'object' || error === null) return '';
  const { type, message } = error as Line;
  return paint('red', `${toText(type)}: ${toText(message)}`);
}

/** A value of the line, on one line. */
function toText(value: unknown): string {
  return escapeLine(String(value));
}

/** The stack of an unexpected failure. */
function toStack({ err }: Line): string {
  const stack = typeof err === 'object' && err !== null ? (err as Line).stack : undefined;
  return typeof stack === 'string' ? `${escapeControls(stack)}\n` : '';
}
