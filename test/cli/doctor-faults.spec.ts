import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasCommand } from '../deploy/has-command.js';
import { freePort } from '../kit/free-port.js';
import { type CliResult, runCli } from '../kit/run-cli.js';
import { FaultyUpstreams, makeOwnCertificate } from './faulty-upstreams.js';

const MINUTE = 60_000;
const KEY = 'a-key-without-any-form';
const PROXY_PASSWORD = 'proxy-pass-word';

interface Row {
  readonly subject: string;
  readonly check: string;
  readonly state: string;
  readonly detail: string;
  readonly fix?: string;
}

type Fault = readonly [name: string, check: string, cause: string, fix: string];

const url = (name: string): string => `UPSTREAM_${name.toUpperCase()}_BASE_URL`;
const MODELS = 'BIG_MODEL, SMALL_MODEL and MODEL_MAP';

const FAULTS: readonly Fault[] = [
  ['unresolved', 'connection', 'DNS: the name is not known (', `check the host in ${url('unresolved')}`],
  ['closed', 'connection', 'nobody listens there (ECONNREFUSED)', `check host and port in ${url('closed')}`],
  ['behind_proxy', 'connection', 'the proxy: nobody listens there (ECONNREFUSED)', 'check HTTPS_PROXY'],
  ['behind_plain_proxy', 'connection', 'the proxy: nobody listens there (ECONNREFUSED)', 'check HTTP_PROXY'],
  ['no_tls', 'connection', 'TLS: it is not spoken there (', `write http:// instead of https:// in ${url('no_tls')}`],
  ['wants_tls', 'connection', 'TLS is (HTTP 400)', `write https:// instead of http:// in ${url('wants_tls')}`],
  ['silent', 'connection', 'not a word in time', `check that ${url('silent')} is the address of an API`],
  ['stuck', 'answer', 'took longer than 1 s to answer', 'raise FIRST_BYTE_TIMEOUT_SECONDS'],
  ['wrong_key', 'answer', 'Incorrect API key provided: ***', 'check UPSTREAM_WRONG_KEY_API_KEY'],
  ['no_model', 'answer', 'The model does not exist', `check ${MODELS}`],
  ['no_deployment', 'answer', 'The API deployment', `check ${url('no_deployment')} and the deployment: BIG_MODEL,`],
  [
    'at_limit',
    'answer',
    'Rate limit reached',
    'wait, have the quota raised, or name another provider in FALLBACK_MODELS',
  ],
  ['no_tool', 'tool call', 'was told to call a tool, and did not', `check that the model in ${MODELS} supports tools`],
];

const TLS_FAULTS: readonly Fault[] = [
  ['self_signed', 'connection', 'the certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)', 'NODE_EXTRA_CA_CERTS='],
  ['other_host', 'connection', 'the certificate is for another host (', `certificate in ${url('other_host')}`],
  ['tls_only', 'connection', 'plain HTTP is not spoken there (', `check the port in ${url('tls_only')}`],
];

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
const upstreams = new FaultyUpstreams();

/** Where each upstream is. */
async function startAll(): Promise<Record<string, string>> {
  const closed = `127.0.0.1:${await freePort()}`;
  const plain = await upstreams.saying((_, response) => response.end('{}'));
  const wantsTls = await upstreams.saying((_, response) => {
    response.writeHead(400).end('<title>400 The plain HTTP request was sent to HTTPS port</title>');
  });
  const stuck = await upstreams.saying((request, response) => {
    if (request.method === 'GET') response.end('{}');
  });
  const talker = await upstreams.saying((_, response) => {
    const chunk = { choices: [{ index: 0, delta: { content: 'ok' }, finish_reason: 'stop' }] };
    response.setHeader('content-type', 'text/event-stream');
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  });
  const says = (message: string): object => ({ message });
  return {
    unresolved: 'http://unresolved.invalid',
    closed: `http://${closed}`,
    behind_proxy: 'https://behind-proxy.invalid',
    behind_plain_proxy: 'http://behind-proxy.invalid',
    no_tls: `https://${plain}`,
    wants_tls: `http://${wantsTls}`,
    silent: `http://${await upstreams.silent()}`,
    stuck: `http://${stuck}`,
    wrong_key: `http://${await upstreams.refusing(401, says(`Incorrect API key provided: ${KEY}`))}`,
    no_model: `http://${await upstreams.refusing(404, says('The model does not exist'))}`,
    no_deployment: `http://${await upstreams.refusing(404, says('The API deployment for this resource does not exist'))}`,
    at_limit: `http://${await upstreams.refusing(429, says('Rate limit reached'))}`,
    no_tool: `http://${talker}`,
  };
}

/** The same over TLS; trusts one of the two certificates, whose host is another. */
async function startTls(): Promise<{ addresses: Record<string, string>; trusted: string }> {
  const own = makeOwnCertificate(folder, 'own', 'IP:127.0.0.1');
  const other = makeOwnCertificate(folder, 'other', 'DNS:other.test');
  const tls = await upstreams.overTls(own);
  const addresses = {
    self_signed: `https://${tls}`,
    other_host: `https://${await upstreams.overTls(other)}`,
    tls_only: `http://${tls}`,
  };
  return { addresses, trusted: other.path };
}

/** Where Google's library looks for credentials: nothing of this machine may be found. */
const NOBODY = {
  HOME: folder,
  CLOUDSDK_CONFIG: folder,
  METADATA_SERVER_DETECTION: 'none',
  USE_VERTEX_AUTH: 'true',
  VERTEX_PROJECT: 'p',
};

/** Named upstreams at these addresses, each with a model that is routed to it. */
function toSettings(addresses: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(addresses);
  const settings = names.flatMap((name) => [
    [`UPSTREAM_${name.toUpperCase()}`, name === 'no_deployment' ? 'azure' : 'openai'],
    [url(name), addresses[name] ?? ''],
    [`UPSTREAM_${name.toUpperCase()}_API_KEY`, KEY],
  ]);
  return {
    ...(Object.fromEntries(settings) as Record<string, string>),
    FALLBACK_MODELS: names.map((name) => `${name}/m`).join(','),
  };
}

const hasOpenssl = hasCommand('openssl');
let run: CliResult;
let rows: readonly Row[];

beforeAll(async () => {
  const plain = await startAll();
  const tls = hasOpenssl ? await startTls() : undefined;
  const proxy = `http://user:${PROXY_PASSWORD}@127.0.0.1:${await freePort()}`;
  run = await runCli(['doctor', '--json', '--yes'], {
    env: {
      ...NOBODY,
      ...toSettings({ ...plain, ...tls?.addresses }),
      ...(tls && { NODE_EXTRA_CA_CERTS: tls.trusted }),
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      NO_PROXY: '127.0.0.1,unresolved.invalid',
      GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'nothing.json'),
      UPSTREAM_RETRIES: '0',
      FIRST_BYTE_TIMEOUT_SECONDS: '1',
    },
  });
  rows = JSON.parse(run.stdout) as Row[];
}, MINUTE);

afterAll(async () => {
  await upstreams.close();
  rmSync(folder, { recursive: true });
});

/** The first row of this upstream, or of its model, that failed: what a reader will try to mend. */
function failureOf(name: string): Row | undefined {
  return rows.find(({ subject, state }) => state === 'failed' && [name, `${name}/m`].includes(subject));
}

describe('doctor before upstreams with a fault each', () => {
  it.each(FAULTS)('%s: names the cause and the setting to look at', (name, check, cause, fix) => {
    expect(failureOf(name)).toMatchObject({
      check,
      detail: expect.stringContaining(cause),
      fix: expect.stringContaining(fix),
    });
  });

  (hasOpenssl ? it : it.skip).each(TLS_FAULTS)(
    '%s: names the cause and the setting to look at (needs openssl)',
    (name, check, cause, fix) => {
      expect(failureOf(name)).toMatchObject({
        check,
        detail: expect.stringContaining(cause),
        fix: expect.stringContaining(fix),
      });
    },
  );

  it("names the file of Google's credentials that is not there", () => {
    for (const name of ['vertex', 'vertex-claude'])
      expect(failureOf(name)).toMatchObject({
        check: 'identity',
        detail: expect.stringContaining('nothing.json'),
        fix: 'check GOOGLE_APPLICATION_CREDENTIALS',
      });
  });

  it('says each fault once, ends with 1, and tells no secret', () => {
    const faults = [...FAULTS, ...(hasOpenssl ? TLS_FAULTS : [])].map(([name]) => name);
    const failed = rows.filter(({ state }) => state === 'failed').map(({ subject }) => subject.replace(/\/m$/, ''));
    expect(failed.toSorted()).toEqual([...faults, 'vertex', 'vertex-claude'].toSorted());
    expect(run.code).toBe(1);
    for (const secret of [KEY, PROXY_PASSWORD]) expect(run.stdout + run.stderr).not.toContain(secret);
  });

  it(
    "tells in a table how Google's credentials are set where there are none at all",
    async () => {
      const { stdout, code } = await runCli(['doctor', '--yes'], { env: NOBODY });
      expect(stdout).toMatch(/^failed +vertex +identity +\[vertex\] no Application Default Credentials$/m);
      expect(stdout).toMatch(/^ +→ set GOOGLE_APPLICATION_CREDENTIALS to a credentials file, run `gcloud auth/m);
      expect(stdout).toMatch(/^2 of 3 checks failed\.$/m);
      expect(code).toBe(1);
    },
    MINUTE,
  );
});
