import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { cleanEnvironment } from '../kit/process/gateway-process.js';
import { PROJECT } from './deploy-folder.js';
import { hasCommand } from './has-command.js';
import { COMPOSE_FILE, type ComposeFile, type ComposeService, readComposeFile } from './read-compose-file.js';
import { readSettingsPage } from './read-settings-page.js';

const { services, volumes } = readComposeFile();
const gateway = services.gateway!;

describe('docker-compose.yml', () => {
  it('runs the gateway as little privileged as in a cluster', () => {
    expect(gateway).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    for (const limit of ['mem_limit', 'cpus', 'pids_limit', 'healthcheck']) expect(gateway).toHaveProperty(limit);
  });

  it('waits longer than running streams may take to end', () => {
    const grace = Number(readSettingsPage().get('SHUTDOWN_GRACE_SECONDS'));
    expect(parseInt(gateway.stop_grace_period as string)).toBeGreaterThan(grace);
  });

  it('adds only what watches the gateway with the profile, and nothing else of its own', () => {
    const profiles = Object.entries(services).map(([name, { profiles: requested }]) => [name, requested]);
    expect(Object.fromEntries(profiles)).toEqual({
      gateway: undefined,
      prometheus: ['monitoring'],
      grafana: ['monitoring'],
    });
  });

  it('offers nothing to other machines by itself', () => {
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports);
    for (const port of ports) expect(port).toMatch(/^(127\.0\.0\.1|\$\{HOST:-127\.0\.0\.1\}):/);
  });

  it('mounts what is there', () => {
    const sources = Object.values(services).flatMap((service) => (service.volumes ?? []).map((v) => v.split(':')[0]!));
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      if (source.startsWith('./')) expect([source, existsSync(join(PROJECT, source))]).toEqual([source, true]);
      else expect(Object.keys(volumes)).toContain(source);
    }
  });

  it('lets Prometheus read the port on which the gateway serves its metrics', () => {
    const { scrape_configs: jobs } = parse(
      readFileSync(join(PROJECT, 'deploy', 'prometheus', 'prometheus.yml'), 'utf8'),
    ) as { scrape_configs: readonly { static_configs: readonly { targets: readonly string[] }[] }[] };
    const targets = jobs.flatMap((job) => job.static_configs.flatMap((config) => config.targets));
    expect(targets).toEqual([`gateway:${gateway.environment!.METRICS_PORT}`]);
  });
});

// Debian's docker-compose needs no engine for this.
(hasCommand('docker-compose') ? describe : describe.skip)('docker-compose config (needs docker-compose)', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'compose-'));
    copyFileSync(COMPOSE_FILE, join(folder, 'docker-compose.yml'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const compose = (env: string, ...options: readonly string[]): string => {
    writeFileSync(join(folder, '.env'), env);
    return execFileSync('docker-compose', options, { cwd: folder, env: cleanEnvironment(), encoding: 'utf8' });
  };
  const gatewayOf = (env: string): ComposeService => (parse(compose(env, 'config')) as ComposeFile).services.gateway!;

  it.each([[[]], [['--profile', 'monitoring']]])('finds nothing wrong with options %j', (options) => {
    expect(compose('', ...options, 'config', '--quiet')).toBe('');
  });

  it('lets HOST and PORT of .env say where the machine offers it, and not where the container listens', () => {
    const { ports, environment } = gatewayOf('HOST=10.1.2.3\nPORT="9000"\nOPENAI_API_KEY=sk-1\n');
    expect(JSON.stringify(ports)).toMatch(/10\.1\.2\.3.*9000.*8082|8082.*10\.1\.2\.3.*9000/);
    expect(environment).toMatchObject({ HOST: '0.0.0.0', OPENAI_API_KEY: 'sk-1' });
    expect(Number(environment!.PORT)).toBe(8082);
  });

  it.each([
    ['', 'logs/gateway.log'],
    ['LOG_FILE="logs/%Y-%m-%d.log"', 'logs/%Y-%m-%d.log'],
  ])('%j writes %s', (env, file) => expect(gatewayOf(env).environment!.LOG_FILE).toBe(file));
});
