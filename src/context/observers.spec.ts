import { describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import { InternalErrors } from './internal-errors.js';
import { Observers } from './observers.js';

function withLog(error: (fields: object) => void): InternalErrors {
  return new InternalErrors({ logger: { error } } as unknown as PinoLogger);
}

const fail = (): never => {
  throw new Error('not this time');
};

describe('Observers', () => {
  it('count and log the failure of one, and notify the others', () => {
    const logged: object[] = [];
    const received: string[] = [];
    const errors = withLog((fields) => logged.push(fields));
    const observers = new Observers<string>(errors);
    observers.add('first', fail);
    observers.add('second', (event) => received.push(event));
    observers.notify('a');
    observers.notify('b');
    expect(received).toEqual(['a', 'b']);
    expect([...errors.counts]).toEqual([['first', 2]]);
    expect(logged).toMatchObject([{ source: 'first' }, { source: 'first' }]);
  });

  it('do not fail with the log', () => {
    const errors = withLog(fail);
    const observers = new Observers<string>(errors);
    observers.add('log', fail);
    observers.notify('a');
    expect([...errors.counts]).toEqual([['log', 1]]);
  });

  it('forget one that was removed', () => {
    const received: string[] = [];
    const observers = new Observers<string>(withLog(fail));
    const remove = observers.add('one', (event) => received.push(event));
    observers.notify('a');
    remove();
    observers.notify('b');
    expect(received).toEqual(['a']);
  });
});
