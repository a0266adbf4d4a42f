import { describe, expect, it } from '@jest/globals';
import { parseBody } from './parse-body.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('parseBody', () => {
  it('keeps every field', async () => {
    const body = { model: 'm', messages: [], stream: false, brand_new: { a: [1] } };
    await expect(parseBody(bytes(JSON.stringify(body)))).resolves.toEqual(body);
  });

  it('takes a byte order mark and a body of several megabytes', async () => {
    const body = { model: 'm', text: 'ä'.repeat(2_000_000) };
    await expect(parseBody(bytes(`\uFEFF${JSON.stringify(body)}`))).resolves.toEqual(body);
  });

  it.each([
    ['', 'the request body is not valid JSON: unexpected end at line 1 column 1 (offset 0)'],
    ['{"model": x}', 'the request body is not valid JSON: unexpected character at line 1 column 11 (offset 10)'],
    ['null', 'the request body must be a JSON object'],
    ['[]', 'the request body must be a JSON object'],
    ['"model"', 'the request body must be a JSON object'],
    ['{}', 'model: Field required'],
    ['{"model":7}', 'model: Input should be a valid string'],
    ['{"model":"\\ud800"}', 'model: Input should be a valid string'],
    ['{"model":null}', 'model: Input should be a valid string'],
    ['{"model":""}', 'model: String should have at least 1 character'],
    [`{"model":"${'m'.repeat(257)}"}`, 'model: String should have at most 256 characters'],
    ['{"model":"m","stream":"yes"}', 'stream: Input should be a valid boolean'],
    ['{"model":"m","stream":null}', 'stream: Input should be a valid boolean'],
  ])('%.40j is a 400: %s', async (text, message) => {
    await expect(parseBody(bytes(text))).rejects.toMatchObject({ status: 400, type: 'invalid_request_error', message });
  });

  it('does not quote the content of a body that it cannot parse', async () => {
    const error: unknown = await parseBody(bytes('{"model": "m", "secret sauce')).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('sauce');
  });

  it.each([
    ['deep', `{"model":"m","a":${'['.repeat(300)}`, 'is nested more than 200 deep'],
    ['rich', `{"model":"m","a":[${'[],'.repeat(300_000)}0]}`, 'has more than 250000 keys and values'],
  ])('refuses what is too %s, without parsing it', async (_, text, problem) => {
    const refusal = { status: 400, type: 'invalid_request_error', message: `the request body ${problem}` };
    await expect(parseBody(bytes(text))).rejects.toMatchObject(refusal);
  });

  it('refuses what is not UTF-8', async () => {
    await expect(parseBody(Uint8Array.of(0x22, 0xff, 0x22))).rejects.toMatchObject({
      status: 400,
      message: 'the request body is not valid UTF-8',
    });
  });
});
