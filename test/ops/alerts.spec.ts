import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { hasCommand } from '../deploy/has-command.js';

const FOLDER = 'deploy/prometheus';

// Without promtool, of Debian's package `prometheus`, this is skipped, and counted as such.
(hasCommand('promtool') ? describe : describe.skip)('promtool (needs promtool)', () => {
  it('calls an operator for each kind of failure, and for nothing else', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', `${FOLDER}/alerts.test.yaml`], {
      encoding: 'utf8',
    });
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  });
});

describe('the PrometheusRule', () => {
  it('has the same groups as the file of Prometheus', () => {
    const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));
    const { spec } = read('deploy/kustomize/components/alerts/prometheusrule.yaml') as { spec: unknown };
    expect(spec).toEqual(read(`${FOLDER}/alerts.yaml`));
  });
});
