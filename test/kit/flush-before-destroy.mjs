/**
 * Preloaded (`node --import`) into the vectors' runner, whose mock writes an answer and destroys the socket in the
 * same tick: Node corks the first write of a response until the next tick, so not one byte of it would leave, and
 * "cut in the middle of a tool call" would be "never answered". With this, what was written leaves before the cut.
 */
import { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers';

const destroy = ServerResponse.prototype.destroy;

ServerResponse.prototype.destroy = function destroyAfterFlush(error) {
  this.socket?.uncork();
  setImmediate(() => destroy.call(this, error));
  return this;
};
