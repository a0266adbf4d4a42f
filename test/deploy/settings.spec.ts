import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseEnvironment } from 'dotenv';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import { parse } from 'yaml';
import { freePort } from '../kit/process/free-port.js';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { KUSTOMIZE, PROJECT } from './deploy-folder.js';
import { pickManifest } from './pick-manifest.js';
import { readComposeFile } from './read-compose-file.js';
import { readDockerfile } from './read-dockerfile.js';
import { readManifestFile } from './read-manifests.js';
import { readSettingsPage } from './read-settings-page.js';

/** Variables of Node itself. */
const OF_NODE = ['NODE_ENV'];

const image = readDockerfile(join(PROJECT, 'Dockerfile')).at(-1)!;
const pod = pickManifest(readManifestFile('base/deployment.yaml'), 'Deployment').spec!.template.spec!;
const container = pod.containers[0]!;
const secret = pickManifest(readManifestFile('base/secret.example.yaml'), 'Secret');

function literalsOf(overlay: string): readonly string[] {
  const text = readFileSync(join(KUSTOMIZE, overlay, 'kustomization.yaml'), 'utf8');
  const { configMapGenerator: maps } = parse(text) as {
    configMapGenerator: readonly { literals: readonly string[] }[];
  };
  return maps.flatMap(({ literals }) => literals.map((literal) => literal.split('=')[0]!));
}

function patchedVariables(file: string): readonly string[] {
  const { spec } = parse(readFileSync(join(KUSTOMIZE, file), 'utf8')) as IDeployment;
  return spec!.template.spec!.containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
}

function scalingMetric(): string {
  const file = join(KUSTOMIZE, 'components', 'scale-by-streams', 'hpa.patch.yaml');
  const [added] = parse(readFileSync(file, 'utf8')) as readonly [{ value: { pods: { metric: { name: string } } } }];
  return added.value.pods.metric.name;
}

describe('what the deployment files set', () => {
  const known = readSettingsPage();

  it.each([
    ['the image', Object.keys(image.env)],
    ['docker-compose.yml', Object.keys(readComposeFile().services.gateway!.environment!)],
    ['the ConfigMap', Object.keys(parseEnvironment(readFileSync(join(KUSTOMIZE, 'base', 'gateway.env'))))],
    ['the ConfigMap in production', literalsOf('overlays/production')],
    ['the Secret', Object.keys(secret.stringData!)],
    ['the Deployment', container.env!.map(({ name }) => name)],
    ['the monitoring component', patchedVariables('components/monitoring/deployment.patch.yaml')],
  ])('%s names only variables that the gateway has: %j', (_where, names) => {
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known.has(name) && !OF_NODE.includes(name))).toEqual([]);
  });

  it('agrees on the port', () => {
    expect(container.ports).toContainEqual({ name: 'http', containerPort: Number(image.env.PORT) });
    expect(image.exposed).toEqual([image.env.PORT]);
    expect(readComposeFile().services.gateway!.environment!.PORT).toBe(Number(image.env.PORT));
  });

  it('fixes no user, as OpenShift gives each namespace its own; the image has one that is not root, in the group 0', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(pod.securityContext).not.toHaveProperty('runAsUser');
    expect(image.user).toMatch(/^[1-9]\d*:0$/);
  });

  it("runs this version of the gateway, on the project's Node", () => {
    const { version, optionalDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
      version: string;
      optionalDependencies: { node: string };
    };
    expect(container.image).toBe(`messages-gateway:${version}`);
    expect(readComposeFile().services.gateway!.image).toBe(`messages-gateway:${version}`);
    expect(image.from).toBe(`node:${optionalDependencies.node}-bookworm-slim`);
  });
});

describe('what is asked of a gateway in a cluster', () => {
  let gateway: GatewayProcess;
  let metricsPort: number;

  beforeAll(async () => {
    metricsPort = await freePort();
    gateway = await startGateway({ METRICS_PORT: String(metricsPort) });
  });

  afterAll(() => gateway.stop());

  it.each(['startupProbe', 'livenessProbe', 'readinessProbe'] as const)(
    '%s is answered, without a token',
    async (probe) => {
      const { path } = container[probe]!.httpGet!;
      expect((await fetch(gateway.url + path!)).status).toBe(200);
    },
  );

  it('Prometheus finds the metrics, and the autoscaler the one that it goes by', async () => {
    const monitor = pickManifest(readManifestFile('components/monitoring/servicemonitor.yaml'), 'ServiceMonitor');
    const response = await fetch(`http://127.0.0.1:${metricsPort}${monitor.spec.endpoints[0]!.path!}`);
    expect(await response.text()).toContain(`# TYPE ${scalingMetric()} gauge`);
  });
});
