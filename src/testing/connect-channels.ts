import { EventEmitter } from 'node:events';
import { Channel, type Port } from '../workers/channel.js';

/** Two channels that hear each other, a turn later, as JSON. */
export function connectChannels(): readonly [Channel, Channel] {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const port = (own: EventEmitter, other: EventEmitter): Port => ({
    on: (event, hear) => own.on(event, hear),
    send: (message, sent) => {
      setImmediate(() => other.emit('message', JSON.parse(JSON.stringify(message))));
      sent(null);
      return true;
    },
  });
  return [new Channel(port(ends[0], ends[1])), new Channel(port(ends[1], ends[0]))];
}
