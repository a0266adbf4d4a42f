import { EventEmitter } from 'node:events';
import { Channel, type Port } from '../../../src/ipc/channel.js';

/** Runs a delivery later. Deliveries of one direction must run in their order, as a pipe keeps it. */
type Schedule = (deliver: () => void) => void;

/**
 * Two connected channels: a message arrives a tick later, as JSON.
 *
 * @param schedules for what the first end sends, and for what the second sends
 */
export function connectChannels(
  schedules: readonly [Schedule, Schedule] = [setImmediate, setImmediate],
): readonly [Channel, Channel] {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const port = (own: 0 | 1, other: 0 | 1): Port => ({
    on: (event, handler) => ends[own].on(event, handler),
    send: (message, sent) => {
      schedules[own](() => ends[other].emit('message', JSON.parse(JSON.stringify(message))));
      sent(null);
      return true;
    },
  });
  return [new Channel(port(0, 1)), new Channel(port(1, 0))];
}
