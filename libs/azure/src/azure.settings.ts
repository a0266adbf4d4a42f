import { Describe, IsHttpUrl, IsOneOf, IsText, Secret } from '@gateway/provider-kit';
import { Matches } from 'class-validator';

/** One pair, blanks around its parts; the commas between pairs; one more may follow the last. */
const PAIRS = /^\s*[^=,\s]+\s*=\s*[^=,\s]+\s*(?:,\s*[^=,\s]+\s*=\s*[^=,\s]+\s*)*(?:,\s*)?$/;

/** Address and credentials of Azure OpenAI: a key, or Entra ID. */
export class AzureSettings {
  @Describe('Azure OpenAI resource; any URL form of the portal is understood', { named: 'BASE_URL' })
  @IsHttpUrl()
  AZURE_OPENAI_ENDPOINT?: string;

  @Describe(
    'Key of the resource; several are separated by commas, and each session keeps one. Without one Entra ID is asked, where its variables are set',
    { named: 'API_KEY' },
  )
  @Secret()
  @IsText()
  AZURE_OPENAI_API_KEY?: string;

  @Describe('Version of the classic API, as in 2024-10-21; without it the v1 API is spoken', {
    otherwise: "the endpoint URL's, else the v1 API",
  })
  @IsText()
  AZURE_API_VERSION?: string;

  @Describe('The API spoken: `chat`, `responses`, or `auto`: Responses for reasoning models, else Chat', {
    named: 'API',
  })
  @IsOneOf(['auto', 'chat', 'responses'])
  AZURE_OPENAI_API: 'auto' | 'chat' | 'responses' = 'auto';

  @Describe('Models behind deployments whose names do not say them: `deployment=model`, separated by commas')
  @IsText()
  @Matches(PAIRS, { message: 'must be a list like my-deployment=gpt-6-sol,other=gpt-6-luna' })
  AZURE_MODEL_FAMILIES?: string;

  @Describe("Entra ID: the tenant of the gateway's identity", { named: false })
  @IsText()
  AZURE_TENANT_ID?: string;

  @Describe('Entra ID: the application or managed identity that the gateway is', { named: false })
  @IsText()
  AZURE_CLIENT_ID?: string;

  @Describe('Entra ID: secret of the application', { named: false })
  @Secret()
  @IsText()
  AZURE_CLIENT_SECRET?: string;

  @Describe('Entra ID: token file of a workload identity; Kubernetes sets it', { named: false })
  @IsText()
  AZURE_FEDERATED_TOKEN_FILE?: string;

  @Describe('Entra ID: address of the managed identity service; Azure sets it in its app services', {
    named: false,
  })
  @IsHttpUrl()
  IDENTITY_ENDPOINT?: string;

  @Describe("Entra ID: what Azure's library looks for where nothing else is set, as in ManagedIdentityCredential", {
    named: false,
  })
  @IsText()
  AZURE_TOKEN_CREDENTIALS?: string;
}

/** Whether the environment provides an identity of Entra ID. */
export function hasEntraId(settings: AzureSettings): boolean {
  const { AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, IDENTITY_ENDPOINT, AZURE_TOKEN_CREDENTIALS } = settings;
  return [AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, IDENTITY_ENDPOINT, AZURE_TOKEN_CREDENTIALS].some(Boolean);
}
