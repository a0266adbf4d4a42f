import { describe, expect, it } from '@jest/globals';
import { findSchemaMistakes } from './find-schema-mistakes.js';
import { findUnknownFields } from './find-unknown-fields.js';
import { listManifestFiles, readManifestFile, readManifests } from './read-manifests.js';

describe('the manifests as they are written', () => {
  const files = listManifestFiles();

  it('are all found', () => {
    expect(files).toEqual(
      expect.arrayContaining(['base/deployment.yaml', 'components/monitoring/servicemonitor.yaml']),
    );
  });

  it.each(files)("%s follows its kind's schema", async (file) => {
    for (const manifest of readManifestFile(file)) expect(await findSchemaMistakes(manifest)).toEqual([]);
  });

  it('have no field that Kubernetes does not know', () => {
    expect(findUnknownFields(files.flatMap(readManifestFile))).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const service = (spec: string): string =>
    `{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ${spec} } }`;

  it.each([
    ['a wrong type', service('ports: [{ port: eighty }]'), 'must be integer'],
    ['a missing field', service('ports: [{ name: http }]'), 'must have required property port'],
    ['an unknown kind', '{ apiVersion: v1, kind: Servise, metadata: { name: a } }', 'v1 has no Servise'],
    [
      'a field of the operator that is wrong',
      '{ apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: { name: a }, spec: { endpoints: {} } }',
      'must be array',
    ],
  ])('find %s', async (_name, text, mistake) => {
    const mistakes = await Promise.all(readManifests(text).map(findSchemaMistakes));
    expect(mistakes.flat().join()).toContain(mistake);
  });

  it('find a misspelt field', () => {
    const [mistake, ...others] = findUnknownFields(readManifests(service('ports: [{ port: 80, targetPrt: http }]')));
    expect(mistake).toMatch(/^Service: .*targetPrt.* does not exist/);
    expect(others).toEqual([]);
  });

  it('find a key that stands twice', () => {
    expect(() => readManifests('a: 1\na: 2')).toThrow('unique');
  });
});
