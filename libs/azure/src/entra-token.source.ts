import { type Naming, renameVariables } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import type { AzureSettings } from './azure.settings.js';

const SCOPE = 'https://cognitiveservices.azure.com/.default';

/**
 * Tokens of Entra ID. Azure's library is loaded with the first one; it keeps a token and renews it in time.
 *
 * @throws ApiError that names the variables to check
 */
export function entraTokenSource(settings: AzureSettings, naming?: Naming): () => Promise<string> {
  let tokens: Promise<() => Promise<string>> | undefined;
  return async () => {
    try {
      return await (
        await (tokens ??= tokenProvider(settings))
      )();
    } catch (cause) {
      // The library's message may quote what it sent; the error's name is enough.
      const why = cause instanceof Error ? ` (${cause.name})` : '';
      const where =
        'check AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE, or set AZURE_OPENAI_API_KEY';
      const problem = `[${naming?.name ?? 'azure'}] Entra ID gave no token${why}: ${renameVariables(where, naming)}`;
      throw new ApiError('authentication_error', problem, { cause });
    }
  };
}

async function tokenProvider(settings: AzureSettings): Promise<() => Promise<string>> {
  const azure = await import('@azure/identity');
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret } = settings;
  const { AZURE_FEDERATED_TOKEN_FILE: tokenFilePath } = settings;
  // All set values are passed: the library reads variables itself, but not the gateway's own `.env` file.
  const who = { ...(tenantId && { tenantId }), ...(clientId && { clientId }) };
  const credential = tokenFilePath
    ? new azure.WorkloadIdentityCredential({ ...who, tokenFilePath })
    : tenantId && clientId && secret
      ? new azure.ClientSecretCredential(tenantId, clientId, secret)
      : new azure.DefaultAzureCredential({ ...who, ...(clientId && { managedIdentityClientId: clientId }) });
  return azure.getBearerTokenProvider(credential, SCOPE);
}
