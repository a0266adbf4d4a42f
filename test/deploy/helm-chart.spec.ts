import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PROJECT } from './deploy-folder.js';
import { findSchemaMistakes } from './find-schema-mistakes.js';
import { findUnknownFields } from './find-unknown-fields.js';
import { hasCommand } from './has-command.js';
import { pickManifest } from './pick-manifest.js';
import { type Manifest, readManifests } from './read-manifests.js';
import { renderOverlay } from './render-overlay.js';

const CHART = join(PROJECT, 'deploy', 'helm');
const read = (file: string): Readonly<Record<string, unknown>> =>
  parse(readFileSync(join(CHART, file), 'utf8')) as Readonly<Record<string, unknown>>;

function renderChart(...flags: readonly string[]): readonly Manifest[] {
  return readManifests(execFileSync('helm', ['template', 'gateway', CHART, ...flags], { encoding: 'utf8' }));
}

/** Without what the two ways of rendering name in their own way: the ConfigMap, the namespace, the roll on a change. */
function toComparable(manifests: readonly Manifest[]): unknown {
  const text = JSON.stringify(manifests, (key, value: unknown) =>
    key === 'namespace' || key === 'annotations' || key === 'creationTimestamp' ? undefined : value,
  ).replace(/messages-gateway-[a-z0-9]{10}\b/g, 'messages-gateway');
  return (JSON.parse(text) as readonly Manifest[]).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

describe('the chart', () => {
  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect(read('Chart.yaml')).toMatchObject({ version, appVersion: version });
  });

  it("has the base's settings as its defaults", () => {
    const lines = readFileSync(join(PROJECT, 'deploy/kustomize/base/gateway.env'), 'utf8').split('\n');
    const settings = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split('='));
    expect(read('values.yaml').settings).toEqual(Object.fromEntries(settings));
  });
});

// Without helm and kubectl these are skipped, and counted as such.
(hasCommand('helm') && hasCommand('kubectl') ? describe : describe.skip)('helm template (needs helm)', () => {
  it('renders what the kustomization renders, and it follows the schemas', async () => {
    const manifests = renderChart();
    expect((await Promise.all(manifests.map(findSchemaMistakes))).flat()).toEqual([]);
    expect(findUnknownFields(manifests)).toEqual([]);
    expect(toComparable(manifests)).toEqual(toComparable(renderOverlay('base')));
  });

  it('takes settings, and gives their streams the time', () => {
    const manifests = renderChart('--set', 'settings.SHUTDOWN_GRACE_SECONDS=600', '--set', 'secretName=mine');
    const { spec } = pickManifest(manifests, 'Deployment').spec!.template;
    expect(spec!.terminationGracePeriodSeconds).toBeGreaterThan(605);
    expect(spec!.containers[0]!.envFrom).toContainEqual({ secretRef: { name: 'mine' } });
  });
});
