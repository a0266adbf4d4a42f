import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** The arrows of a flowchart, by the names of their ends, sorted: the ids of nodes depend on the order of files. */
function arrowsOf(flowchart: string): readonly string[] {
  const names = new Map<string, string>();
  let room = '';
  for (const [, group, id = '', name = ''] of flowchart.matchAll(/^(subgraph )?(\w+)\["(.+)"\]$/gm)) {
    if (group !== undefined) room = `${name}/`;
    names.set(id, room + name);
  }
  const arrows = [...flowchart.matchAll(/^(\w+)-->(\w+)$/gm)];
  return arrows.map(([, from = '', to = '']) => `${names.get(from) ?? from} → ${names.get(to) ?? to}`).sort();
}

describe('docs/architecture.md', () => {
  it('has the arrows that `npm run architecture` prints', () => {
    const [, drawn = ''] = /```mermaid\n([\s\S]+?)```/.exec(readFileSync('docs/architecture.md', 'utf8')) ?? [];
    const printed = execFileSync('npm', ['run', '--silent', 'architecture'], { encoding: 'utf8' });
    expect(arrowsOf(printed).length).toBeGreaterThan(40);
    expect(arrowsOf(drawn)).toEqual(arrowsOf(printed));
  }, 180_000);
});
