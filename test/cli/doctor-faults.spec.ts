import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasCommand } from '../deploy/has-command.js';
import { freePort } from '../kit/process/free-port.js';
import { type CliResult, runCli } from '../kit/process/run-cli.js';
import { FaultyUpstreams } from './faulty-upstreams.js';
import { startFaults, startSilence, startTlsFaults } from './start-faults.js';

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
  ['unresolved', 'connection', 'DNS: the host name is unknown (', `check the host in ${url('unresolved')}`],
  [
    'closed',
    'connection',
    'connection refused: no server listens there (ECONNREFUSED)',
    `check host and port in ${url('closed')}`,
  ],
  [
    'behind_proxy',
    'connection',
    'the proxy: connection refused: no server listens there (ECONNREFUSED)',
    'check HTTPS_PROXY',
  ],
  [
    'behind_plain_proxy',
    'connection',
    'the proxy: connection refused: no server listens there (ECONNREFUSED)',
    'check HTTP_PROXY',
  ],
  ['no_tls', 'connection', 'the server does not speak TLS (', `write http:// instead of https:// in ${url('no_tls')}`],
  [
    'wants_tls',
    'connection',
    'requires TLS, not plain HTTP (HTTP 400)',
    `write https:// instead of http:// in ${url('wants_tls')}`,
  ],
  ['wrong_key', 'answer', 'Incorrect API key provided: ***', 'check UPSTREAM_WRONG_KEY_API_KEY'],
  ['no_model', 'answer', 'The model does not exist', `check ${MODELS}`],
  ['no_deployment', 'answer', 'The API deployment', `check ${url('no_deployment')} and the deployment: BIG_MODEL,`],
  [
    'at_limit',
    'answer',
    'Rate limit reached',
    'wait, have the quota raised, or name another provider in FALLBACK_MODELS',
  ],
  [
    'no_tool',
    'tool call',
    'was required to call a tool, and did not',
    `check that the model in ${MODELS} supports tools`,
  ],
];

const TLS_FAULTS: readonly Fault[] = [
  ['self_signed', 'connection', 'the certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)', 'NODE_EXTRA_CA_CERTS='],
  ['other_host', 'connection', 'the certificate is for another host (', `certificate in ${url('other_host')}`],
  ['tls_only', 'connection', 'the server does not speak plain HTTP (', `check the port in ${url('tls_only')}`],
];

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
const upstreams = new FaultyUpstreams();

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
let json: CliResult;
let table: CliResult;
let rows: readonly Row[];

/** Every fault but silence, in one run; the limits are wide, for a slow machine. */
async function examineAll(): Promise<CliResult> {
  const plain = await startFaults(upstreams, KEY);
  const tls = hasOpenssl ? await startTlsFaults(upstreams, folder) : undefined;
  const proxy = `http://user:${PROXY_PASSWORD}@127.0.0.1:${await freePort()}`;
  const env = {
    ...NOBODY,
    ...toSettings({ ...plain, ...tls?.addresses }),
    ...(tls && { NODE_EXTRA_CA_CERTS: tls.trusted }),
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    NO_PROXY: '127.0.0.1,unresolved.invalid',
    GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'nothing.json'),
    UPSTREAM_RETRIES: '0',
  };
  return runCli(['doctor', '--json', '--yes'], { env });
}

/** What must be waited for, and no credentials of Google's at all, as a table. */
async function examineSilence(): Promise<CliResult> {
  const silence = toSettings(await startSilence(upstreams));
  const env = { ...NOBODY, ...silence, UPSTREAM_RETRIES: '0', FIRST_BYTE_TIMEOUT_SECONDS: '3' };
  return runCli(['doctor', '--yes'], { env });
}

beforeAll(async () => {
  [json, table] = await Promise.all([examineAll(), examineSilence()]);
  rows = JSON.parse(json.stdout) as Row[];
}, MINUTE);

afterAll(async () => {
  await upstreams.close();
  rmSync(folder, { recursive: true });
});

/** The first row of this upstream, or of its model, that failed: what a reader will try to mend. */
function failureOf(name: string): Row | undefined {
  return rows.find(({ subject, state }) => state === 'failed' && [name, `${name}/m`].includes(subject));
}

function expectFault(...[name, check, cause, fix]: Fault): void {
  expect(failureOf(name)).toMatchObject({
    check,
    detail: expect.stringContaining(cause),
    fix: expect.stringContaining(fix),
  });
}

describe('doctor before upstreams with a fault each', () => {
  it.each(FAULTS)('%s: names the cause and the setting to look at', expectFault);

  (hasOpenssl ? it : it.skip).each(TLS_FAULTS)(
    '%s: names the cause and the setting to look at (needs openssl)',
    expectFault,
  );

  it("names the file of Google's credentials that is not there", () => {
    for (const name of ['vertex', 'vertex-claude'])
      expect(failureOf(name)).toMatchObject({
        check: 'identity',
        detail: expect.stringContaining('nothing.json'),
        fix: 'check GOOGLE_APPLICATION_CREDENTIALS',
      });
  });

  it('prints each fault once, exits with 1, and prints no secret', () => {
    const faults = [...FAULTS, ...(hasOpenssl ? TLS_FAULTS : [])].map(([name]) => name);
    const failed = rows.filter(({ state }) => state === 'failed').map(({ subject }) => subject.replace(/\/m$/, ''));
    expect(failed.toSorted()).toEqual([...faults, 'vertex', 'vertex-claude'].toSorted());
    expect(json.code).toBe(1);
    for (const secret of [KEY, PROXY_PASSWORD]) expect(json.stdout + json.stderr).not.toContain(secret);
  });

  it.each([
    [
      'no credentials of Google',
      /^failed +vertex +identity +\[vertex\] no Application Default Credentials\n +→ set GOOGLE_APPLICATION_CREDENTIALS to/m,
    ],
    [
      'an upstream that is silent',
      /^failed +silent +connection +http:\S+: the server did not respond in time .*\n +→ check that UPSTREAM_SILENT_BASE_URL is the/m,
    ],
    [
      'a model that is silent',
      /^failed +stuck\/m +answer +.* took longer than 3 s to answer\n +→ .* raise FIRST_BYTE_TIMEOUT_SECONDS$/m,
    ],
    ['how many faults there are', /^4 of \d+ checks failed\.$/m],
  ])('tells in a table %s', (_, said) => {
    expect(table.stdout).toMatch(said);
    expect(table.code).toBe(1);
    expect(table.stdout + table.stderr).not.toContain(KEY);
  });
});
