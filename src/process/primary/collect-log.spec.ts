import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { collectLog } from './collect-log.js';

describe('collectLog', () => {
  it('passes whole lines on, however they were cut, and no half one', async () => {
    const output = new PassThrough();
    const passed: string[] = [];
    collectLog(output, { pass: (line) => passed.push(line) });
    const bytes = Buffer.from('{"msg":"grüße"}\n{"msg":"two"}\n{"msg":"ha');
    for (const byte of bytes) output.write(Buffer.from([byte]));
    output.end();
    await new Promise((resolve) => output.once('end', resolve));
    expect(passed).toEqual(['{"msg":"grüße"}\n', '{"msg":"two"}\n']);
  });
});
