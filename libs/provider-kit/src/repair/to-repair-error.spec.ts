import { describe, expect, it } from '@jest/globals';
import { ApiError, type MessagesRequest } from '@gateway/protocol';
import { toRepairError } from './to-repair-error.js';

const image = (data: string): object => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } });
const pdf = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'UERG' } };
const result = { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'x' }, image('BBBB')] };

function repair(content: readonly object[], refusal: object, sent: unknown = {}): string | undefined {
  const request = { messages: [{ role: 'user', content }] } as unknown as MessagesRequest;
  const error = new ApiError('api_error', '[up] no', { status: 500 });
  const repaired = toRepairError({
    refusal: { status: 400, message: '', body: {}, ...refusal },
    error,
    request,
    sent,
  });
  if (repaired !== undefined) expect(repaired).toMatchObject({ status: 400, headers: { 'x-should-retry': 'false' } });
  return repaired?.message;
}

describe('toRepairError', () => {
  it.each([
    { code: 'image_parse_error' },
    { code: 'invalid_image_url' },
    { code: 'invalid_value', param: 'input[0].content[1].image_url' },
    { code: 'invalid_value', param: 'messages[0].content[1].image_url.url' },
    { message: 'You uploaded an unsupported image. Please make sure your image is valid.' },
    { message: 'Invalid content type. image_url is only supported by certain models.' },
    { message: 'Unable to process input image. Please retry or report in https://x' },
    { message: 'Provided image is not valid.' },
    { message: 'Unsupported MIME type: image/tiff' },
    { message: 'At most 1 image(s) may be provided in one prompt.' },
    { message: 'Qwen/Qwen3-8B is not a multimodal model' },
    { status: 500, message: 'image input is not supported - hint: if this is unexpected, you may need the mmproj' },
    { message: 'this model does not support image input' },
    { message: 'Model does not support images. Please use a model that does.' },
    { message: "'url' field must be a base64 encoded image." },
    { status: 200, message: 'ValueError: Vision add-on is not loaded, but images were provided for processing' },
  ])('%j is about an image', (refusal) => {
    expect(repair([image('AAAA')], refusal)).toBe('messages.0.content.0.image: Could not process image: [up] no');
    expect(repair([pdf], refusal)).toBeUndefined();
  });

  it.each([
    { param: 'messages[0].content[1].file.file_data' },
    { message: "Invalid file data: 'file_data'. Expected a base64-encoded data URL with an application/pdf MIME type" },
    { message: 'The file type you uploaded is not supported. Please try again with a pdf' },
    { message: "Invalid value: 'file'. Supported values are: 'text' and 'image_url'" },
    { message: 'The document has no pages.' },
    { message: 'Unsupported MIME type: application/pdf' },
  ])('%j is about a document', (refusal) => {
    expect(repair([{ type: 'text', text: 'x' }, pdf], refusal)).toBe(
      'messages.0.content.1.document: Could not process PDF: [up] no',
    );
    expect(repair([image('AAAA')], refusal)).toBeUndefined();
  });

  it.each([
    { code: 'image_content_policy_violation', message: 'Unable to process input image' },
    { message: 'Your image was rejected by our safety system: provided image is not valid' },
    { message: 'images are nice' },
  ])('%j is about something else', (refusal) => {
    expect(repair([image('AAAA')], refusal)).toBeUndefined();
  });

  it('names the block whose content stands where the upstream says, by its place in the client’s request', () => {
    const url = (data: string): object => ({ image_url: { url: `data:image/png;base64,${data}` } });
    const sent = { messages: [{ content: 'x' }, { content: [url('AAAA'), url('BBBB')] }] };
    const at = (param: string): string | undefined =>
      repair([image('AAAA'), result], { code: 'invalid_image', param }, sent);
    expect(at('messages[1].content[0].image_url')).toMatch(/^messages\.0\.content\.0\.image: Could/);
    expect(at('messages[1].content[1].image_url.url')).toMatch(
      /^messages\.0\.content\.1\.tool_result\.content\.1\.image: /,
    );
    expect(at('messages.[1].content.[0].image_url')).toMatch(/^messages\.0\.content\.0\.image: Could/);
    expect(at('messages[1].content')).toMatch(/^Could not process image: /);
    expect(at('messages[7].content[0]')).toMatch(/^Could not process image: /);
    expect(at('messages[1].constructor.prototype')).toMatch(/^Could not process image: /);
    expect(at('')).toMatch(/^Could not process image: /);
  });
});
