import { findMethod, geminiLanguage } from '../gemini/gemini.wire.js';
import type { Wire } from '../wire.types.js';

export const VERTEX = { project: 'p1', location: 'us-central1', token: 'ya29.test' };

const METADATA = '/computeMetadata/v1';

/**
 * Vertex AI with Application Default Credentials: Gemini at Google Cloud's address, with a token of the
 * metadata server, which lives on the same host here.
 */
export const vertex: Wire = {
  ...geminiLanguage('vertex'),
  find: (received) => {
    const { project, location } = VERTEX;
    const home = `projects/${project}/locations/${location}/publishers/google/models`;
    return findMethod(received, new RegExp(`^/v1(?:beta1)?/${home}/([^/:]+):(\\w+)$`));
  },
  bar({ headers }) {
    if (headers.authorization === `Bearer ${VERTEX.token}`) return undefined;
    return {
      status: 401,
      message:
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other ' +
        'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    };
  },
  aside({ path, headers }) {
    if (path !== '/' && !path.startsWith('/computeMetadata')) return undefined;
    const flavor = { 'metadata-flavor': 'Google' };
    if (headers['metadata-flavor'] !== 'Google')
      return { status: 403, headers: {}, body: 'Missing Metadata-Flavor:Google header.' };
    const answers: Record<string, string> = {
      [`${METADATA}/instance`]: 'ok',
      [`${METADATA}/project/project-id`]: VERTEX.project,
      [`${METADATA}/universe/universe-domain`]: 'googleapis.com',
      [`${METADATA}/instance/service-accounts/default/email`]: 'kit@p1.iam.gserviceaccount.com',
    };
    if (path.endsWith('/service-accounts/default/token'))
      return {
        status: 200,
        headers: { ...flavor, 'content-type': 'application/json' },
        body: JSON.stringify({ access_token: VERTEX.token, expires_in: 3600, token_type: 'Bearer' }),
      };
    const body = answers[path.replace(/\/$/, '')];
    return { status: body === undefined ? 404 : 200, headers: flavor, body: body ?? '' };
  },
};
