/** A fault for the built gateway, and the cell that must find it. */
export interface Fault {
  readonly name: string;
  readonly what: string;
  /** In `dist`. */
  readonly file: string;
  /** Stands there just once. */
  readonly code: string;
  readonly instead: string;
  readonly row: string;
  readonly wire: string;
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'dropped-system-message',
    what: 'a system message between the turns is not handed on',
    file: 'libs/openai/src/chat/to-chat-messages.js',
    code: 'return [{ role: context.role, content: turn.text }];',
    instead: 'return [];',
    row: 'plain-turn',
    wire: 'openai-chat',
  },
  {
    name: 'lost-argument-chunk',
    what: 'the third chunk of every call loses its arguments',
    file: 'libs/openai/src/chat/chat.translator.js',
    code: 'this.writer.toolArguments(call.key, text);',
    instead: 'call.pieces = (call.pieces ?? 0) + 1; if (call.pieces !== 3) this.writer.toolArguments(call.key, text);',
    row: 'file-tools',
    wire: 'openai-chat',
  },
  {
    name: 'missing-signature',
    what: "a call goes back to Gemini without its thought's signature",
    file: 'libs/gemini/src/generate/to-contents.js',
    code: '...(state?.signature === undefined ? {} : { thoughtSignature: state.signature }),',
    instead: '',
    row: 'thinking',
    wire: 'gemini',
  },
  {
    name: 'reordered-tool-result',
    what: 'results reach Vertex, which knows them by their order alone, the wrong way round',
    file: 'libs/gemini/src/generate/to-contents.js',
    code: 'toFunctionResponses(inOrder(turn.results, calls), form)',
    instead: 'toFunctionResponses(inOrder(turn.results, calls).reverse(), form)',
    row: 'parallel-tools',
    wire: 'vertex',
  },
];
