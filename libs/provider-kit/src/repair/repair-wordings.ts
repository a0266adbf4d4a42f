import type { Refusal } from '../corrections/refusal.types.js';

/** What a refusal is about, where the client can take it out of its history. */
export type MediaKind = 'image' | 'document';

interface RepairRow {
  readonly kind: MediaKind;
  /** Codes of the error. */
  readonly codes?: ReadonlySet<string>;
  /** The field of the upstream's request that the error names. */
  readonly param?: RegExp;
  readonly sentence?: RegExp;
}

/** Characters of a sentence that are looked at. */
const MAX_SENTENCE_LENGTH = 4000;

/** What an image or a document shows is no fault of its form: the client must not take it out (contract §15.4). */
const CONTENT_RULE = /policy|content_filter|safety|moderation/i;

const IMAGE_CODES = [
  'empty_image_file',
  'failed_to_download_image',
  'image_file_not_found',
  'image_file_too_large',
  'image_parse_error',
  'image_too_large',
  'image_too_small',
  'invalid_base64_image',
  'invalid_image',
  'invalid_image_format',
  'invalid_image_mode',
  'invalid_image_url',
  'unsupported_image_media_type',
];

/**
 * How upstreams refuse an image or a document for its form, its size, or because the model takes none. One row
 * fits by its code, its param or its sentence; the first row that fits counts. Sources: contract §15.4; LM Studio:
 * lmstudio-ai/lms#53, #362, lmstudio-ai/lmstudio-bug-tracker#362, #1752.
 */
const ROWS: readonly RepairRow[] = [
  // OpenAI, on both of its wires
  { kind: 'image', codes: new Set(IMAGE_CODES), sentence: /uploaded an unsupported image/i },
  // OpenAI, with `invalid_value`: "Invalid 'input[0].content[1].image_url'. Expected a valid URL"
  { kind: 'image', param: /\bimage_url(?:\.url)?$/ },
  // OpenAI and Azure, of models that take no images
  { kind: 'image', sentence: /image_url is only supported by certain models/i },
  // Gemini
  { kind: 'image', sentence: /unable to process input image|provided image is not valid/i },
  { kind: 'image', sentence: /(?:unsupported MIME type:|MIME type must be) ?image\//i },
  // vLLM
  { kind: 'image', sentence: /at most \d{1,6} image(?:\(s\)|s)? may be provided|is not a multimodal model/i },
  // llama.cpp, with status 500; Ollama, LM Studio and others
  { kind: 'image', sentence: /image input is not supported|not support image(?:s\b| input)/i },
  // LM Studio, also with status 200
  { kind: 'image', sentence: /must be a base64 encoded image|vision (?:add-on|model) is not loaded/i },
  // OpenAI
  { kind: 'document', param: /(?:file_data|\.file)$/ },
  { kind: 'document', sentence: /expected a base64-encoded data URL with an application\/pdf/i },
  { kind: 'document', sentence: /the file type you uploaded is not supported/i },
  // compatible servers, which know no such part
  { kind: 'document', sentence: /invalid value: '(?:input_)?file'/i },
  // Gemini
  { kind: 'document', sentence: /the document has no pages|unsupported MIME type: ?application\//i },
];

/** The kind of block that an upstream refuses; undefined where the refusal is about something else. */
export function findRefusedMedia({ code = '', param = '', message }: Refusal): MediaKind | undefined {
  const sentence = message.slice(0, MAX_SENTENCE_LENGTH);
  if (CONTENT_RULE.test(code) || CONTENT_RULE.test(sentence)) return undefined;
  const fits = (row: RepairRow): boolean =>
    (row.codes?.has(code) ?? false) || (row.param?.test(param) ?? false) || (row.sentence?.test(sentence) ?? false);
  return ROWS.find(fits)?.kind;
}
