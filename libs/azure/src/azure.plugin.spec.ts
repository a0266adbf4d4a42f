import { manifestOf } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AzurePlugin } from './azure.plugin.js';
import { AzureSettings } from './azure.settings.js';

const settings = (given: Record<string, string>): AzureSettings => plainToInstance(AzureSettings, given);

describe('the card', () => {
  const AZURE_OPENAI_ENDPOINT = 'https://r.openai.azure.com';
  it.each<[Record<string, string>, string[]]>([
    [{}, ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY']],
    [{ AZURE_OPENAI_API_KEY: 'k' }, ['AZURE_OPENAI_ENDPOINT']],
    [{ AZURE_OPENAI_ENDPOINT }, ['AZURE_OPENAI_API_KEY']],
    [{ AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY: 'k' }, []],
    [{ AZURE_OPENAI_ENDPOINT, AZURE_TENANT_ID: 't' }, ['AZURE_OPENAI_API_KEY']],
    [{ AZURE_OPENAI_ENDPOINT, AZURE_CLIENT_ID: 'c' }, []],
    [{ AZURE_OPENAI_ENDPOINT, AZURE_FEDERATED_TOKEN_FILE: '/t' }, []],
    [{ AZURE_OPENAI_ENDPOINT, IDENTITY_ENDPOINT: 'http://i' }, []],
    [{ AZURE_OPENAI_ENDPOINT, AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential' }, []],
  ])('with %j still needs %j', (given, missing) => {
    expect(manifestOf(AzurePlugin)?.missing(settings(given))).toEqual(missing);
  });
});

describe('the settings', () => {
  it.each<Record<string, string>>([
    { AZURE_MODEL_FAMILIES: 'a=gpt-5.4' },
    { AZURE_MODEL_FAMILIES: ' a = gpt-5.4 , b=gpt-4.1,' },
    { AZURE_OPENAI_API: 'Responses' },
  ])('take %j', (given) => {
    expect(validateSync(settings(given))).toEqual([]);
  });

  it.each<Record<string, string>>([
    { AZURE_MODEL_FAMILIES: 'a' },
    { AZURE_MODEL_FAMILIES: 'a=' },
    { AZURE_MODEL_FAMILIES: 'a=b=c' },
    { AZURE_OPENAI_API: 'both' },
    { AZURE_OPENAI_ENDPOINT: 'r.openai.azure.com' },
  ])('refuse %j', (given) => {
    expect(validateSync(settings(given)).map(({ property }) => property)).toEqual(Object.keys(given));
  });
});
