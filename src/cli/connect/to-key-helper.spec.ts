import { describe, expect, it } from '@jest/globals';
import { toKeyHelper } from './to-key-helper.js';

describe('toKeyHelper', () => {
  it.each([
    ['azure:api://gateway', 'az account get-access-token --resource api://gateway --query accessToken --output tsv'],
    ['gcloud:gateway', 'gcloud auth print-identity-token --audiences=gateway'],
    ['file:~/.gateway-token', 'cat ~/.gateway-token'],
    ["file:/tmp/it's mine; rm", String.raw`cat '/tmp/it'\''s mine; rm'`],
    ['vault read -field=token secret/gateway', 'vault read -field=token secret/gateway'],
    ['constructor:x', 'constructor:x'],
  ])('%s', (way, command) => {
    expect(toKeyHelper(way)).toBe(command);
  });
});
