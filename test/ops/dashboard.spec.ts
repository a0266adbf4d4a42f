import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly datasource: { readonly uid: string };
    readonly targets: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}

const read = (path: string): string => readFileSync(new URL(`../../deploy/${path}`, import.meta.url), 'utf8');
const dashboard = JSON.parse(read('grafana/dashboard.json')) as Dashboard;
const { groups } = parse(read('prometheus/alerts.yaml')) as {
  groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...dashboard.templating.list.flatMap(({ definition }) =>
    definition === undefined ? [] : [['a variable', definition] as const],
  ),
];

/** Labels that Prometheus adds, and the metric that it adds for every target. */
const ADDED = ['instance', 'job', 'le'];
const UP = 'up';

let gateway: GatewayProcess;
/** Every metric of a gateway that has answered once, with the names of its labels. */
let metrics: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  gateway = await startGateway();
  await (await askGateway(gateway, { body: question({ stream: true }) })).text();
  const text = await (await fetch(`${gateway.url}/metrics`, { headers: { 'x-api-key': TOKEN } })).text();
  const found = new Map<string, Set<string>>();
  for (const [, name] of text.matchAll(/^# TYPE (\w+) /gm)) found.set(name!, new Set());
  for (const [, name, labels] of text.matchAll(/^(\w+?)(?:_bucket|_sum|_count)?\{(.*)\} /gm))
    for (const [, label] of labels!.matchAll(/(\w+)="/g)) found.get(name!)?.add(label!);
  metrics = found;
}, 60_000);

afterAll(() => gateway.stop());

describe('the dashboard and the alerts', () => {
  it.each(queries)('%s asks for metrics that exist: %s', (_title, query) => {
    const names = [...query.matchAll(/\b(?:(?:gateway|nodejs|process|gen_ai_server)_\w+|up\b)/g)].map(([name]) =>
      name.replace(/_bucket$/, ''),
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => name !== UP && !metrics.has(name))).toEqual([]);
  });

  it('names labels that metrics have', () => {
    const known = new Set([...ADDED, ...[...metrics.values()].flatMap((labels) => [...labels])]);
    // Those of errors and of changes come with the first of each.
    for (const label of ['type', 'code', 'upstream', 'cause', 'group', 'to']) known.add(label);
    const used = queries.flatMap(([, query]) => [
      ...[...query.matchAll(/ by \(([^)]*)\)/g)].flatMap(([, labels]) => labels!.split(', ')),
      ...[...query.matchAll(/(\w+)(?:=~|!=|=)"/g)].map(([, label]) => label!),
    ]);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((label) => !known.has(label))).toEqual([]);
  });

  it('has variables for the source, the instance, the provider, the model and the group, and uses each', () => {
    const names = dashboard.templating.list.map(({ name }) => name);
    expect(names).toEqual(['datasource', 'instance', 'provider', 'model', 'group']);
    expect(new Set(dashboard.panels.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));
    const text = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join();
    for (const name of names.slice(1)) expect(text).toContain(`=~"$${name}"`);
  });

  it('waits before it alerts, has a severity and a remedy, and uses only names that exist', () => {
    for (const { alert, for: wait, labels, annotations } of rules) {
      expect(alert).toMatch(/^Gateway[A-Z]\w+$/);
      expect(wait).toMatch(/^\d+m$/);
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations).toEqual({ summary: expect.any(String), description: expect.any(String) });
    }
    const { rule_files: files, scrape_configs: jobs } = parse(read('prometheus/prometheus.yml')) as {
      rule_files: readonly string[];
      scrape_configs: readonly { readonly job_name: string }[];
    };
    expect(files).toEqual(['alerts.yaml']);
    const requested = rules.flatMap(({ expr }) => [...expr.matchAll(/job="([^"]*)"/g)].map(([, job]) => job));
    expect(requested).toEqual(jobs.map(({ job_name: job }) => job));
  });
});
