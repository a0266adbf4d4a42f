import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countEdits } from './count-edits.js';
import { findUnknownSettings } from './find-unknown-settings.js';

const KNOWN = new Set(['PORT', 'HOST', 'OPENAI_API_KEY', 'NO_PROXY', 'no_proxy', 'HTTP_PROXY', 'LOG_LEVEL']);

describe('findUnknownSettings', () => {
  it.each([
    ['OPENAI_APIKEY', 'OPENAI_APIKEY is not a setting; did you mean OPENAI_API_KEY?'],
    ['OPEN_AI_API_KEY', 'OPEN_AI_API_KEY is not a setting; did you mean OPENAI_API_KEY?'],
    ['openai_api_key', 'openai_api_key is not a setting; did you mean OPENAI_API_KEY?'],
    ['LOGLEVEL', 'LOGLEVEL is not a setting; did you mean LOG_LEVEL?'],
    ['LOG_FILE_MAX_BYTES', 'LOG_FILE_MAX_BYTES has no effect here: log files are renamed at midnight, not by size'],
  ])('reports %s in the file and in the environment', (name, expected) => {
    expect(findUnknownSettings({ file: [name], environment: [] }, KNOWN)).toEqual([expected]);
    expect(findUnknownSettings({ file: [], environment: [name] }, KNOWN)).toEqual([expected]);
  });

  it.each(['PATH', 'HOME', 'USER', 'TERM', 'FTP_PROXY', 'ALL_PROXY', 'no_proxy', 'HOSTNAME', 'EDITOR', 'UPSTREAM_X'])(
    'accepts %s in the environment',
    (name) => expect(findUnknownSettings({ file: [], environment: [name] }, KNOWN)).toEqual([]),
  );

  it('reports each unknown name of the file, except those for Docker Compose', () => {
    const file = ['PORT', 'NODE_OPTIONS', 'COMPOSE_PROJECT_NAME'];
    expect(findUnknownSettings({ file, environment: [] }, KNOWN)).toEqual(['NODE_OPTIONS is not a setting']);
  });

  it('never reports a known name', () => {
    fc.assert(
      fc.property(fc.subarray([...KNOWN]), (names) => {
        expect(findUnknownSettings({ file: names, environment: names }, KNOWN)).toEqual([]);
      }),
    );
  });
});

describe('countEdits', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['PORT', 'PROT', 2],
  ])('of %j and %j is %d', (one, other, edits) => {
    expect(countEdits(one, other)).toBe(edits);
    expect(countEdits(other, one)).toBe(edits);
  });
});
