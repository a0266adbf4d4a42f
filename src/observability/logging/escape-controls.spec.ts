import { describe, expect, it } from '@jest/globals';
import { escapeControls, escapeLine } from './escape-controls.js';
import { toRequestLine } from './to-request-line.js';

describe('escapeControls', () => {
  it.each([
    ['\u001b[2J', '\\u001b[2J'],
    ['a\r\u0000\u009b\u202e\u2028', 'a\\u000d\\u0000\\u009b\\u202e\\u2028'],
    ['two\nlines\tand é 漢 🙂', 'two\nlines\tand é 漢 🙂'],
  ])('%j is %j', (text, expected) => {
    expect(escapeControls(text)).toBe(expected);
  });

  it('keeps a text on its line', () => {
    expect(escapeLine('a\nb\tc')).toBe('a\\u000ab\\u0009c');
  });
});

it('the line of a request shows the control characters of every name', () => {
  const evil = 'x\u001b[31m\n12:00:00 POST';
  const names = { model: evil, provider: evil, upstream_model: evil, method: evil, path: evil, stop_reason: evil };
  const line = { time: new Date().toISOString(), msg: 'request', status: 400, duration: 1, ...names };
  const shown = toRequestLine({ ...line, error: { type: evil, message: evil } }, false) ?? '';
  expect(shown.split('\n')).toHaveLength(2);
  expect(shown).not.toContain('\u001b');
  expect(shown.match(/\\u001b\[31m\\u000a/g)).toHaveLength(8);
});
