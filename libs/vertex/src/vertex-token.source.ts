import { gcpMetadata, GoogleAuth } from 'google-auth-library';
import { ApiError } from '@gateway/protocol';
import { maskCredentials, type Naming, renameVariables } from '@gateway/provider-kit';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** The library's message for missing credentials; it does not export these messages. */
const NO_CREDENTIALS = /could not load the default credentials/i;
const NO_PROJECT = /unable to detect a project id/i;

const WHERE_CREDENTIALS_COME_FROM =
  'set GOOGLE_APPLICATION_CREDENTIALS to a credentials file, run `gcloud auth application-default login`, ' +
  'or run where a service account is attached';

/** Codes of a connection that failed, or whose certificate is not trusted. */
const CONNECTION = /^(E[A-Z]+|UND_ERR_\w+|ERR_(SSL|TLS)_\w+|CERT_\w+|(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_\w+)$/;

const WAY_TO_TOKENS =
  "check HTTPS_PROXY and the way to Google's token service; for a company authority, start with NODE_EXTRA_CA_CERTS";

export interface TokenSourceOptions {
  /** The project where it is set; else that of the credentials. */
  readonly project?: string | undefined;
  /** The file of credentials; else the library searches for them. */
  readonly keyFile?: string | undefined;
  /** Sends the requests for tokens, through the proxies of the gateway. */
  readonly fetch: typeof globalThis.fetch;
  readonly naming?: Naming | undefined;
}

/**
 * The gateway's identity at Google Cloud: Application Default Credentials, found by Google's library in the
 * environment (a service account's or a federation's file, gcloud's login, the metadata server). The library keeps a
 * token until five minutes before it expires, and concurrent callers share one request for a new one. The same source
 * serves every model on Vertex, of any maker.
 */
export class VertexTokenSource {
  private auth: GoogleAuth;

  constructor(private readonly options: TokenSourceOptions) {
    this.auth = this.library();
  }

  /**
   * The headers with the credentials: `authorization`, and the project that is billed where it is another one.
   *
   * @throws ApiError that names the credentials that are missing or refused
   */
  async headers(): Promise<Headers> {
    try {
      return await this.auth.getRequestHeaders();
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** @throws ApiError that names VERTEX_PROJECT where the project is unknown */
  async project(): Promise<string> {
    try {
      return await this.auth.getProjectId();
    } catch (error) {
      const failed = this.failed(error);
      if (!NO_PROJECT.test(messageOf(error))) throw failed;
      const { naming } = this.options;
      const problem = renameVariables('no project: set VERTEX_PROJECT, the credentials name none', naming);
      throw new ApiError('not_found_error', `[${nameOf(this.options)}] ${problem}`);
    }
  }

  private library(): GoogleAuth {
    const { project, keyFile, fetch } = this.options;
    return new GoogleAuth({
      scopes: SCOPE,
      ...(project === undefined ? {} : { projectId: project }),
      ...(keyFile === undefined ? {} : { keyFilename: keyFile }),
      clientOptions: { transporterOptions: { fetchImplementation: fetch } },
    });
  }

  /** The library would cache for ever that it found nothing; a metadata server may only be late. */
  private failed(error: unknown): ApiError {
    gcpMetadata.resetIsAvailableCache();
    this.auth = this.library();
    return toCredentialsError(error, nameOf(this.options));
  }
}

/**
 * The library's errors contain the whole request, signed assertion included: only their message is used. A request
 * that never reached a server is a 502, anything else a matter of credentials.
 */
function toCredentialsError(error: unknown, name: string): ApiError {
  const said = maskCredentials(messageOf(error));
  if (NO_CREDENTIALS.test(said)) {
    const problem = `[${name}] no Application Default Credentials: ${WHERE_CREDENTIALS_COME_FROM}`;
    return new ApiError('authentication_error', problem);
  }
  const { status, code, syscall } = error as { status?: unknown; code?: unknown; syscall?: unknown };
  // A file that does not exist, or cannot be read; its codes look like those of a connection.
  if (/^(open|l?stat|realpath)$/.test(String(syscall)) || code === 'EISDIR') {
    const problem = `[${name}] the file of the Application Default Credentials cannot be read (${said})`;
    return new ApiError('authentication_error', `${problem}: check GOOGLE_APPLICATION_CREDENTIALS`);
  }
  const problem = `[${name}] the Application Default Credentials gave no token: ${said}`;
  if (typeof status === 'number' && status >= 500)
    return new ApiError('api_error', problem, { status: 502, origin: 'upstream' });
  if (typeof status === 'number' || !CONNECTION.test(String(code)))
    return new ApiError('authentication_error', problem);
  return new ApiError('api_error', `${problem}: ${WAY_TO_TOKENS}`, { status: 502, origin: 'upstream' });
}

function nameOf({ naming }: TokenSourceOptions): string {
  return naming?.name ?? 'vertex';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
