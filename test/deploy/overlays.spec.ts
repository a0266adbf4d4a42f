import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IConfigMap, IContainer, IPodTemplateSpec } from 'kubernetes-models/v1';
import { GATEWAY_SETTINGS } from '../../src/app/gateway-settings.js';
import { readSecretFiles } from '../../src/config/secrets/read-secret-files.js';
import { PLUGINS } from '../../src/plugins.js';
import { toSecretTest } from '../../src/routing/registry/named/to-secret-test.js';
import { findSchemaMistakes } from './find-schema-mistakes.js';
import { findUnknownFields } from './find-unknown-fields.js';
import { hasCommand } from './has-command.js';
import { pickManifest } from './pick-manifest.js';
import type { Manifest } from './read-manifests.js';
import { renderOverlay } from './render-overlay.js';

/** The ConfigMap of settings; Grafana's is another one. */
const pickSettings = (manifests: readonly Manifest[]): IConfigMap =>
  pickManifest(
    manifests.filter(({ metadata }) => metadata.labels?.grafana_dashboard === undefined),
    'ConfigMap',
  );

const FOLDERS = ['base', 'overlays/production', 'overlays/production-monitored', 'overlays/production-by-streams'];

// Without kubectl the tests below are skipped, and counted as such.
(hasCommand('kubectl') ? describe : describe.skip).each(FOLDERS)('kubectl kustomize %s (needs kubectl)', (folder) => {
  let manifests: readonly Manifest[];
  let deployment: IDeployment;
  let pod: IPodTemplateSpec;
  let container: IContainer;

  beforeAll(() => {
    manifests = renderOverlay(folder);
    deployment = pickManifest(manifests, 'Deployment');
    pod = deployment.spec!.template;
    container = pod.spec!.containers[0]!;
  });

  it('renders resources that follow their schemas', async () => {
    expect(manifests.length).toBeGreaterThan(6);
    expect((await Promise.all(manifests.map(findSchemaMistakes))).flat()).toEqual([]);
  });

  it('renders no unknown field', () => expect(findUnknownFields(manifests)).toEqual([]));

  it('holds no secret', () => expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]));

  it('puts everything in one namespace', () => {
    const namespaces = manifests.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace);
    expect(new Set(namespaces).size).toBe(1);
  });

  it('passes the restricted Pod Security Standard, with a read-only file system', () => {
    expect(pod.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('never has fewer pods than wanted during a rollout', () => {
    expect(deployment.spec!.strategy).toMatchObject({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } });
    // A number here would be set again by every rollout, whatever the autoscaler had decided.
    expect(deployment.spec).not.toHaveProperty('replicas');
    expect(pickManifest(manifests, 'HorizontalPodAutoscaler').spec.minReplicas).toBeGreaterThan(1);
  });

  it('gives running streams the time that the gateway gives them', () => {
    const { SHUTDOWN_DELAY_SECONDS: delay, SHUTDOWN_GRACE_SECONDS: grace } = pickSettings(manifests).data!;
    expect(Number(delay)).toBeGreaterThan(0);
    expect(pod.spec!.terminationGracePeriodSeconds).toBeGreaterThan(Number(delay) + Number(grace));
  });

  it('reads its settings from the ConfigMap that is rendered, and from the Secret', () => {
    const { name } = pickSettings(manifests).metadata!;
    expect(container.envFrom).toEqual([{ configMapRef: { name } }, { secretRef: { name: 'messages-gateway' } }]);
    // Not optional: a pod without a token would answer every client.
    expect(container.env).toContainEqual({
      name: 'ANTHROPIC_AUTH_TOKEN',
      valueFrom: { secretKeyRef: { name: 'messages-gateway', key: 'ANTHROPIC_AUTH_TOKEN' } },
    });
  });

  it('sends probes and the Service to ports that the container has', () => {
    const { startupProbe, livenessProbe, readinessProbe, ports } = container;
    const requested = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet?.port);
    const served = pickManifest(manifests, 'Service').spec!.ports!.map(({ targetPort }) => targetPort);
    expect(ports!.map(({ name }) => name)).toEqual(expect.arrayContaining([...requested, ...served]));
  });

  it('selects these pods wherever it selects pods', () => {
    const selectors = [
      deployment.spec!.selector.matchLabels,
      pickManifest(manifests, 'Service').spec!.selector,
      pickManifest(manifests, 'PodDisruptionBudget').spec!.selector?.matchLabels,
      pickManifest(manifests, 'NetworkPolicy').spec!.podSelector?.matchLabels,
      ...pod.spec!.topologySpreadConstraints!.map(({ labelSelector }) => labelSelector?.matchLabels),
    ];
    for (const selector of selectors) expect(selector).toEqual(pod.metadata!.labels);
    expect(pickManifest(manifests, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: deployment.metadata!.name,
    });
  });

  it('lets nothing out but names and HTTPS', () => {
    const { egress } = pickManifest(manifests, 'NetworkPolicy').spec!;
    expect(egress!.map(({ ports }) => ports?.map(({ port }) => port))).toEqual([[53, 53], [443]]);
  });
});

(hasCommand('kubectl') ? it : it.skip)(
  'the overlay of files gives the pod each secret as a file (needs kubectl)',
  async () => {
    const manifests = renderOverlay('overlays/production-secret-files');
    expect((await Promise.all(manifests.map(findSchemaMistakes))).flat()).toEqual([]);
    const { containers, volumes } = pickManifest(manifests, 'Deployment').spec!.template.spec!;
    const { env, envFrom, volumeMounts } = containers[0]!;
    expect(envFrom).toEqual([{ configMapRef: { name: pickSettings(manifests).metadata!.name } }]);
    expect(volumes).toContainEqual({ name: 'secrets', secret: { secretName: 'messages-gateway' } });
    const folder = volumeMounts!.find(({ name }) => name === 'secrets')!.mountPath;
    const { files, mistakes } = readSecretFiles(
      Object.fromEntries(env!.map(({ name, value }) => [name, value])),
      toSecretTest(PLUGINS, GATEWAY_SETTINGS),
    );
    expect(files.map(({ path }) => path)).toEqual(files.map(({ variable }) => `${folder}/${variable}`));
    expect(mistakes).toHaveLength(2);
  },
);

(hasCommand('kubectl') ? it : it.skip)('the monitored overlay has alerts and the dashboard (needs kubectl)', () => {
  const manifests = renderOverlay('overlays/production-monitored');
  expect(manifests.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['PrometheusRule', 'ServiceMonitor']));
  const labelled = manifests.filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');
  expect(labelled.map(({ metadata }) => metadata.name)).toEqual(['messages-gateway-dashboard']);
});
