/**
 * Preloaded (`node --import`) into a process whose memory or turns are measured; answers over the IPC channel.
 * `settle`: collects garbage, says what is left in KB, and the packages that were loaded. `watch`: resets the watch over the event loop.
 * `watched`: its longest delay and the CPU time used since, in milliseconds.
 */
import { registerHooks } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const packages = new Set();
/** Milliseconds; a part of every delay that is measured. */
const RESOLUTION = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
let cpu = process.cpuUsage();

registerHooks({
  load(url, context, next) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name !== undefined) packages.add(name);
    return next(url, context);
  },
});

const answers = {
  settle() {
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return { packages: [...packages], held: (heapUsed + external) / 1024 };
  },
  watch() {
    delay.enable();
    delay.reset();
    cpu = process.cpuUsage();
    return {};
  },
  watched() {
    const { user, system } = process.cpuUsage(cpu);
    return { longestTurn: Math.max(0, delay.max / 1e6 - RESOLUTION), cpu: (user + system) / 1e3 };
  },
};

process.on('message', (question) => process.send({ question, ...answers[question]() }));
process.channel?.unref();
