import { describe, expect, it } from '@jest/globals';
import { type AzureAddress, readAzureUrl } from './read-azure-url.js';

const RESOURCE = 'https://r.openai.azure.com';

const v1 = (resource: string): AzureAddress => ({ resource });
const classic = (resource: string, apiVersion: string): AzureAddress => ({ resource, apiVersion });

describe('readAzureUrl', () => {
  it.each<[string, AzureAddress]>([
    // The resource alone, at each of Azure's hosts.
    [RESOURCE, v1(RESOURCE)],
    [`${RESOURCE}/`, v1(RESOURCE)],
    [`${RESOURCE}//`, v1(RESOURCE)],
    ['https://r.cognitiveservices.azure.com/', v1('https://r.cognitiveservices.azure.com')],
    ['https://r.services.ai.azure.com', v1('https://r.services.ai.azure.com')],
    ['http://127.0.0.1:8080', v1('http://127.0.0.1:8080')],
    [`${RESOURCE}?api-version=2024-10-21`, classic(RESOURCE, '2024-10-21')],
    // The base of an API.
    [`${RESOURCE}/openai`, v1(RESOURCE)],
    [`${RESOURCE}/openai/`, v1(RESOURCE)],
    [`${RESOURCE}/openai/v1`, v1(RESOURCE)],
    [`${RESOURCE}/openai/v1/`, v1(RESOURCE)],
    [`${RESOURCE}/openai/v1/?api-version=preview`, v1(RESOURCE)],
    ['https://r.services.ai.azure.com/openai/v1/', v1('https://r.services.ai.azure.com')],
    [`${RESOURCE}/openai/deployments/x`, v1(RESOURCE)],
    // A whole request.
    [`${RESOURCE}/openai/v1/responses`, v1(RESOURCE)],
    [`${RESOURCE}/openai/v1/chat/completions`, v1(RESOURCE)],
    [`${RESOURCE}/openai/v1/chat/completions?api-version=2024-10-21`, v1(RESOURCE)],
    [`${RESOURCE}/openai/responses?api-version=2025-04-01-preview`, classic(RESOURCE, '2025-04-01-preview')],
    [
      'https://r.cognitiveservices.azure.com/openai/responses?api-version=2025-04-01-preview',
      classic('https://r.cognitiveservices.azure.com', '2025-04-01-preview'),
    ],
    [
      `${RESOURCE}/openai/deployments/x/chat/completions?api-version=2025-01-01-preview`,
      classic(RESOURCE, '2025-01-01-preview'),
    ],
    [`${RESOURCE}/openai/deployments/openai/chat/completions?api-version=2024-10-21`, classic(RESOURCE, '2024-10-21')],
    [`${RESOURCE}/openai/deployments/x/chat/completions`, v1(RESOURCE)],
    // Azure AI Foundry: a project, and the model inference API, whose versions are others.
    ['https://r.services.ai.azure.com/api/projects/p', v1('https://r.services.ai.azure.com')],
    ['https://r.services.ai.azure.com/api/projects/p/openai/v1', v1('https://r.services.ai.azure.com')],
    [
      'https://r.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview',
      v1('https://r.services.ai.azure.com'),
    ],
    // API Management in front of Azure.
    ['https://gw.azure-api.net/team/ai', v1('https://gw.azure-api.net/team/ai')],
    ['https://gw.azure-api.net/team/openai/v1/responses', v1('https://gw.azure-api.net/team')],
    [
      'https://gw.azure-api.net/openai/openai/deployments/x/chat/completions?api-version=2024-10-21',
      classic('https://gw.azure-api.net/openai', '2024-10-21'),
    ],
    ['https://gw.azure-api.net/openai-proxy/', v1('https://gw.azure-api.net/openai-proxy')],
  ])('%s', (url, address) => {
    expect(readAzureUrl(url)).toEqual(address);
  });

  it.each<[string, string, AzureAddress]>([
    [RESOURCE, '2024-10-21', classic(RESOURCE, '2024-10-21')],
    [`${RESOURCE}/openai/responses?api-version=2025-04-01-preview`, '2024-10-21', classic(RESOURCE, '2024-10-21')],
    [`${RESOURCE}/openai/v1`, '2024-10-21', classic(RESOURCE, '2024-10-21')],
    [`${RESOURCE}/openai/responses?api-version=2025-04-01-preview`, 'v1', v1(RESOURCE)],
    [RESOURCE, 'preview', v1(RESOURCE)],
  ])('%s with version %s', (url, version, address) => {
    expect(readAzureUrl(url, version)).toEqual(address);
  });
});
