import { describe, expect, it } from '@jest/globals';
import { planHistory } from './plan-history.js';
import { type FieldChanges, spliceBody } from './splice-body.js';

const OWN = '{"type":"thinking","thinking":"x","signature":"gw1.gm.e30"}';
const TEXT = '{"type":"text","text":"one"}';

function splice(body: string, fields: FieldChanges = {}): string {
  const plan = planHistory((JSON.parse(body) as { messages?: unknown }).messages);
  return Buffer.from(spliceBody(Buffer.from(body), plan, fields)).toString();
}

/** A body that no writer of JSON would give back as it is; `model` and `blocks` stand where they are named. */
function oddBody(model: string, blocks: string): string {
  return String.raw`
{ "max_tokens" :1.0, "big": 12345678901234567890 ,"huge":1e400,"zero":-0,"dup":1,"dup":2,
  "m\u006fdel":"first", "escapes":"\u00e9\/\ud83d\ude00 \ud800 \"}" , "model"	: ${model},
  "future_field":{"deep":[[[{"model":"inner"}]]]},"ключ":"値",
  "messages":[ {"role":"user","content":"a"} , {"role":"assistant","content":[${blocks}],"later":0.10} ]}  `;
}

describe('spliceBody', () => {
  it('gives the very bytes back where nothing has to change', () => {
    const body = Buffer.from(oddBody('"m"', TEXT));
    expect(spliceBody(body, planHistory((JSON.parse(body.toString()) as { messages: unknown }).messages), {})).toBe(
      body,
    );
  });

  it('changes the bytes of the model and no other', () => {
    expect(splice(oddBody('"m"', TEXT), { model: 'claude-"4"' })).toBe(oddBody(String.raw`"claude-\"4\""`, TEXT));
  });

  it.each([
    { what: 'first', before: `${OWN} , ${TEXT}`, after: TEXT },
    { what: 'last', before: ` ${TEXT},${OWN} `, after: ` ${TEXT} ` },
    { what: 'in the middle', before: `${TEXT} ,${OWN}, ${TEXT}`, after: `${TEXT}, ${TEXT}` },
    { what: 'many', before: `${OWN},${OWN},${TEXT},${OWN},${OWN},${TEXT},${OWN}`, after: `${TEXT},${TEXT}` },
  ])('takes out thoughts that stand $what', ({ before, after }) => {
    expect(splice(oddBody('"m"', before))).toBe(oddBody('"m"', after));
  });

  it('does both at once', () => {
    expect(splice(oddBody('"m"', `${OWN},${TEXT}`), { model: 'n' })).toBe(oddBody('"n"', TEXT));
  });

  it.each([
    {
      what: 'a turn that is left empty',
      before: `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[${OWN}]}]}`,
      after: '{"messages":[{"role":"user","content":"a"}]}',
    },
    {
      what: 'a first turn that is left empty',
      before: `{"messages":[ {"role":"assistant","content":[${OWN}]}, {"role":"user","content":"a"} ]}`,
      after: '{"messages":[ {"role":"user","content":"a"} ]}',
    },
    {
      what: 'an emptied turn between two texts',
      before: String.raw`{"messages":[{"role":"user","content":"a\u0062"},{"role":"assistant","content":[${OWN}]},{"content":"c","role":"user"}],"n":1.0}`,
      after: String.raw`{"messages":[{"role":"user","content":[{"type":"text","text":"a\u0062"},{"type":"text","text":"c"}]}],"n":1.0}`,
    },
    {
      what: 'an emptied turn between blocks and text',
      before: `{"messages":[{"role":"user","content":[ {"n":1.0} , ${TEXT} ]},{"role":"assistant","content":[${OWN}]},{"role":"user","content":"c"}]}`,
      after: `{"messages":[{"role":"user","content":[{"n":1.0} , ${TEXT},{"type":"text","text":"c"}]}]}`,
    },
    {
      what: 'an emptied turn beside an empty text',
      before: `{"messages":[{"role":"user","content":""},{"role":"assistant","content":[${OWN}]},{"role":"user","content":[]}]}`,
      after: `{"messages":[{"role":"user","content":[]}]}`,
    },
    {
      what: 'a citation among others',
      before: `{"messages":[{"role":"assistant","content":[{"type":"text","text":"t","citations":[{"encrypted_index":""}, {"encrypted_index":"E","n":1.0}]}]}]}`,
      after: `{"messages":[{"role":"assistant","content":[{"type":"text","text":"t","citations":[{"encrypted_index":"E","n":1.0}]}]}]}`,
    },
    {
      what: 'all citations',
      before: `{"messages":[{"role":"assistant","content":[{"type":"text", "citations":[{"encrypted_index":""}], "text":"t"}]}]}`,
      after: `{"messages":[{"role":"assistant","content":[{"type":"text", "text":"t"}]}]}`,
    },
    {
      what: 'a search',
      before: `{"messages":[{"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_gw_1","name":"web_search","input":{"query":"q"}}, ${TEXT}]}]}`,
      after: String.raw`{"messages":[{"role":"assistant","content":[{"type":"text","text":"[web_search: {\"query\":\"q\"}]"}, ${TEXT}]}]}`,
    },
    {
      what: 'the history that counts where it is given twice',
      before: `{"messages":[{"role":"assistant","content":[${OWN},${TEXT}]}],"messages":[{"role":"assistant","content":1,"content":[${OWN},${TEXT}]}]}`,
      after: `{"messages":[{"role":"assistant","content":[${OWN},${TEXT}]}],"messages":[{"role":"assistant","content":1,"content":[${TEXT}]}]}`,
    },
  ])('mends $what', ({ before, after }) => {
    expect(splice(before)).toBe(after);
  });

  it.each([
    { what: 'replaces a field', fields: { b: 'x' }, before: '{"a":1, "b":2}', after: '{"a":1, "b":"x"}' },
    { what: 'adds a field', fields: { c: 'x' }, before: '{ "a":1}', after: '{"c":"x", "a":1}' },
    { what: 'adds to nothing', fields: { c: 'x' }, before: '{ }', after: '{"c":"x" }' },
    { what: 'removes a field', fields: { a: undefined }, before: '{"a":1, "b":2}', after: '{"b":2}' },
    { what: 'removes every duplicate', fields: { a: undefined }, before: '{"a":1,"b":2,"a":3}', after: '{"b":2}' },
    { what: 'exchanges fields', fields: { a: undefined, c: 'x' }, before: '{"a":1, "b":2}', after: '{"c":"x","b":2}' },
    { what: 'exchanges the only field', fields: { a: undefined, c: 'x' }, before: '{"a":1}', after: '{"c":"x"}' },
    {
      what: 'is not misled by names of Object',
      fields: { c: 'x' },
      before: '{"toString":1}',
      after: '{"c":"x","toString":1}',
    },
  ])('$what', ({ fields, before, after }) => {
    expect(splice(before, fields)).toBe(after);
  });

  it('takes a large body in linear time', () => {
    const block = JSON.stringify({ type: 'text', text: 'q\\"'.repeat(50) });
    const blocks = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? OWN : block)).join(',');
    const after = splice(oddBody('"m"', blocks), { model: 'n' });
    expect(after).toBe(oddBody('"n"', Array.from({ length: 10_000 }, () => block).join(',')));
  }, 5000);
});
