import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { startGateway } from '../kit/process/gateway-process.js';
import { readGauges, type Gauges } from '../kit/process/read-gauges.js';
import { judgeStream } from '@gateway/testing';
import type { Step } from '../kit/upstreams/script.types.js';
import { startUpstream } from '../kit/upstreams/upstream-server.js';
import { ROUTES } from '../kit/harness/wires.js';
import { slopeOf } from './slope-of.js';

/** `npm run soak -- [minutes] [report]`: so many streams at a time, one after the other ends, and what that costs. */
const [, , minutesText = '10', report] = process.argv;
const MINUTES = Number(minutesText);
const STREAMS = 200;
/** Megabytes a minute by which what is held, or the resident set, may grow and still count as flat. */
const FLAT = 2;
const MEGABYTE = 1024 * 1024;
const SAMPLE_EVERY = 2000;

/** Half a minute of talk at the pace of a model, give or take. */
function* talk(): Generator<Step> {
  const pieces = 100 + Math.floor(Math.random() * 100);
  for (let i = 0; i < pieces; i++) {
    yield { wait: 100 + Math.random() * 100 };
    yield { text: 'some more words, ' };
  }
}

const route = ROUTES.find(({ name }) => name === 'openai-chat');
if (route === undefined) throw new Error('there is no such wire');
const upstream = await startUpstream(route.wire, () => ({ says: talk() }));
// Garbage that V8 has not come round to collecting would look like a leak.
const collector = fileURLToPath(new URL('../kit/process/collect-garbage.mjs', import.meta.url));
const gateway = await startGateway({
  ...route.settings(upstream.url),
  LOG_LEVEL: 'WARNING',
  NODE_OPTIONS: `--import=${collector}`,
});
const end = Date.now() + MINUTES * 60_000;
let answered = 0;
const problems: string[] = [];

async function keepAsking(): Promise<void> {
  while (Date.now() < end) {
    const leaves = Math.random() < 0.1;
    const signal = AbortSignal.timeout(leaves ? 2000 : 120_000);
    try {
      const response = await askGateway(gateway, { body: question({ stream: true }), signal });
      problems.push(...judgeStream(await response.text()));
      answered++;
    } catch (error) {
      if (!leaves) problems.push(String(error));
    }
  }
}

const samples: (Gauges & { readonly at: number })[] = [];
const streams = Array.from({ length: STREAMS }, keepAsking);
while (Date.now() < end) {
  await pause(SAMPLE_EVERY);
  samples.push({ at: Date.now() / 60_000, ...(await readGauges(gateway)) });
}
await Promise.all(streams);
await gateway.stop();
await upstream.close();

// The first third is the warming up: code is compiled, and the heap takes its size.
const steady = samples.slice(Math.floor(samples.length / 3));
const slope = (of: 'memory' | 'resident'): number =>
  slopeOf(steady.map((sample) => ({ at: sample.at, value: sample[of] / MEGABYTE })));
const span = (of: 'memory' | 'resident'): string => {
  const values = steady.map((sample) => sample[of] / MEGABYTE);
  return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} MB, ${slope(of).toFixed(2)} MB a minute`;
};
const lines = [
  '# Soak',
  '',
  `${STREAMS} streams at a time for ${MINUTES} minutes over ${route.name}; one in ten leaves after two seconds.`,
  '',
  '| figure | value |',
  '| --- | --- |',
  `| streams read to their end | ${answered} |`,
  `| problems | ${problems.length} |`,
  `| memory held, and its slope | ${span('memory')} |`,
  `| resident set, and its slope | ${span('resident')} |`,
  `| most sockets | ${Math.max(...steady.map(({ sockets }) => sockets))} |`,
  '',
];
console.log(lines.join('\n'));
if (report !== undefined) writeFileSync(report, lines.join('\n'));
for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length === 0 && slope('memory') < FLAT && slope('resident') < FLAT ? 0 : 1;
