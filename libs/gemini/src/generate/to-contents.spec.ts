import { describe, expect, it } from '@jest/globals';
import { type AssistantPart, type ToolResult, type Turn, unpackState } from '@gateway/provider-kit';
import { packCallState } from './call-state.js';
import { type ContentForm, toContents, UNKNOWN_SIGNATURE } from './to-contents.js';

const form = (more: Partial<ContentForm> = {}): ContentForm => ({
  ids: true,
  mediaInside: true,
  validatesSignatures: false,
  ...more,
});

const user = (text: string): Turn => ({ role: 'user', parts: [{ type: 'text', text }] });
const says = (...parts: AssistantPart[]): Turn => ({ role: 'assistant', parts });
const text = (words: string): AssistantPart => ({ type: 'text', text: words, apart: false });
const call = (id: string, input: unknown = {}): AssistantPart => ({ type: 'tool_use', id, name: `do_${id}`, input });
const result = (id: string, more: Partial<ToolResult> = {}): ToolResult => {
  return { id, name: `do_${id}`, parts: [{ type: 'text', text: `of ${id}` }], isError: false, ...more };
};
const results = (...list: ToolResult[]): Turn => ({ role: 'results', results: list });
const thought = (signature: string | undefined, serverParts = [{}]): AssistantPart => {
  const state =
    unpackState('gm', packCallState('gemini-3-pro', { signature, serverParts: serverParts.slice(1) })) ?? {};
  return { type: 'thinking', thinking: 'hm', state };
};

const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } } as const;

describe('toContents', () => {
  it('joins neighbours of one role and begins with the user', () => {
    expect(toContents([says(text('a')), says(text('b')), user('c'), user('d')], form())).toEqual([
      { role: 'user', parts: [{ text: '(continued)' }] },
      { role: 'model', parts: [{ text: 'a' }, { text: 'b' }] },
      { role: 'user', parts: [{ text: 'c' }, { text: 'd' }] },
    ]);
  });

  it('answers every call in one content, in the order of the calls, before anything else', () => {
    const turns = [
      user('go'),
      says(call('1'), call('2')),
      results(result('2'), result('1', { isError: true })),
      { role: 'system', text: 'note' } as const,
      user('on'),
    ];
    expect(toContents(turns, form())[2]).toEqual({
      role: 'user',
      parts: [
        { functionResponse: { id: '1', name: 'do_1', response: { error: 'of 1' } } },
        { functionResponse: { id: '2', name: 'do_2', response: { output: 'of 2' } } },
        { text: '<system-reminder>\nnote\n</system-reminder>' },
        { text: 'on' },
      ],
    });
  });

  it('leaves ids out where the surface takes none', () => {
    const [, model, answer] = toContents([user('go'), says(call('1')), results(result('1'))], form({ ids: false }));
    expect(model?.parts).toEqual([{ functionCall: { name: 'do_1', args: {} } }]);
    expect(answer?.parts).toEqual([{ functionResponse: { name: 'do_1', response: { output: 'of 1' } } }]);
  });

  it.each<[string, unknown, unknown]>([
    ['an object', { a: 1 }, { a: 1 }],
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['a text', 'x', { value: 'x' }],
    ['a list', [1], { value: [1] }],
  ])('makes an object of arguments that are %s', (_, input, args) => {
    const [, model] = toContents([user('go'), says(call('1', input))], form());
    expect(model?.parts[0]?.functionCall?.args).toEqual(args);
  });

  it('lets nothing follow the last call', () => {
    const parts = [text('before'), call('1'), text('between'), call('2'), text('after')];
    const [, model] = toContents([user('go'), says(...parts)], form());
    const said = model?.parts.map((part) => part.text ?? part.functionCall?.id);
    expect(said).toEqual(['before', 'after', '1', 'between', '2']);
  });

  describe('media of results', () => {
    const turns = (parts: ToolResult['parts']): Turn[] => [
      user('go'),
      says(call('1')),
      results(result('1', { parts })),
    ];

    it('stands inside the response where the model takes it', () => {
      const [, , answer] = toContents(turns([{ type: 'text', text: 'see' }, image]), form());
      expect(answer?.parts).toEqual([
        {
          functionResponse: {
            id: '1',
            name: 'do_1',
            response: { output: 'see' },
            parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }],
          },
        },
      ]);
    });

    it('stands behind all responses where it does not', () => {
      const [, , answer] = toContents(turns([image]), form({ mediaInside: false }));
      expect(answer?.parts).toEqual([
        { functionResponse: { id: '1', name: 'do_1', response: { output: '[image attached below]' } } },
        { inlineData: { mimeType: 'image/png', data: 'AA' } },
      ]);
    });

    it('has a placeholder where there is no content', () => {
      const [, , answer] = toContents(turns([]), form());
      expect(answer?.parts[0]?.functionResponse?.response).toEqual({ output: '(no output)' });
    });
  });

  it.each<[string, string]>([
    ['https://x.org/a.PNG?size=1', 'image/png'],
    ['https://x.org/a.webp#top', 'image/webp'],
    ['https://x.org/picture', 'image/jpeg'],
  ])('reads the type of an image at %s from its URL', (url, mimeType) => {
    const parts = [{ type: 'image', source: { type: 'url', url } }] as const;
    expect(toContents([{ role: 'user', parts }], form())[0]?.parts).toEqual([{ fileData: { fileUri: url, mimeType } }]);
  });

  it('sends documents as bytes or by address', () => {
    const parts = [
      { type: 'document', filename: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: 'AA' } },
      { type: 'document', filename: 'b.pdf', source: { type: 'url', url: 'https://x.org/b' } },
    ] as const;
    expect(toContents([{ role: 'user', parts }], form())[0]?.parts).toEqual([
      { inlineData: { mimeType: 'application/pdf', data: 'AA' } },
      { fileData: { fileUri: 'https://x.org/b', mimeType: 'application/pdf' } },
    ]);
  });

  describe('signatures', () => {
    const signatures = (turns: Turn[], more: Partial<ContentForm> = {}): (string | undefined)[][] =>
      toContents([user('go'), ...turns], form({ validatesSignatures: true, ...more }))
        .filter(({ role }) => role === 'model')
        .map(({ parts }) => parts.filter((part) => part.functionCall).map((part) => part.thoughtSignature));

    it('go back to the next call of their turn, over the text between', () => {
      expect(signatures([says(thought('SIG'), text('I look.'), call('1'), call('2'))])).toEqual([['SIG', undefined]]);
    });

    it('are vouched for on the first call of each model content only, and only where none is known', () => {
      const turns = [
        says(call('1'), call('2')),
        results(result('1'), result('2')),
        says(thought('SIG'), call('3')),
        results(result('3')),
        says(call('4')),
      ];
      expect(signatures(turns)).toEqual([[UNKNOWN_SIGNATURE, undefined], ['SIG'], [UNKNOWN_SIGNATURE]]);
    });

    it('are sent to older models where they are known, and never made up', () => {
      const turns = [says(thought('SIG'), call('1')), results(result('1')), says(call('2'))];
      expect(signatures(turns, { validatesSignatures: false })).toEqual([['SIG'], [undefined]]);
    });

    it('are not taken over by a later turn', () => {
      expect(signatures([says(thought('SIG'), text('a')), user('b'), says(call('1'))])).toEqual([
        [],
        [UNKNOWN_SIGNATURE],
      ]);
    });

    it("bring Google's own calls back before the call that they preceded, where the surface knows them", () => {
      const toolCall = { id: 's', toolType: 'GOOGLE_SEARCH_WEB' };
      const turns = [user('go'), says(thought('SIG', [{}, { toolCall }]), text('t'), call('1'))];
      const kinds = (ids: boolean): (string | undefined)[] =>
        toContents(turns, form({ ids }))[1]?.parts.map((part) => Object.keys(part)[0]) ?? [];
      expect(kinds(true)).toEqual(['text', 'toolCall', 'functionCall']);
      expect(kinds(false)).toEqual(['text', 'functionCall']);
    });
  });
});
