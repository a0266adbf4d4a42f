import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Questions and answers, on a terminal or over pipes. Must be closed. */
export class TerminalPrompt {
  private readonly lines: string[] = [];
  private readonly reader: Interface;
  private waiting: PromiseWithResolvers<string> | undefined;
  private ended = false;
  private muted = false;

  constructor() {
    const { stdin, stdout } = process;
    const echo = new Writable({
      write: (bytes: Uint8Array, _encoding, done) => {
        if (!this.muted) stdout.write(bytes);
        done();
      },
    });
    this.reader = createInterface({ input: stdin, output: echo, terminal: stdin.isTTY && stdout.isTTY });
    this.reader.on('line', (line) => this.onLine(line)).on('close', () => this.end());
  }

  /**
   * The answer, trimmed; `byDefault` where it is blank.
   *
   * @throws Error where the input has ended
   */
  async ask(question: string, { byDefault = '', hidden = false } = {}): Promise<string> {
    process.stdout.write(`${question}${byDefault === '' ? '' : ` [${byDefault}]`}: `);
    this.muted = hidden;
    const answer = (await this.next()).trim();
    this.muted = false;
    // The line break that ended a hidden answer was hidden with it.
    if (hidden && process.stdin.isTTY) process.stdout.write('\n');
    return answer === '' ? byDefault : answer;
  }

  /** Whether the answer is yes; a blank one is no. */
  async confirm(question: string): Promise<boolean> {
    return /^y(es)?$/i.test(await this.ask(`${question} [y/N]`));
  }

  close(): void {
    this.reader.close();
  }

  private next(): Promise<string> {
    const line = this.lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.ended) return Promise.reject(new Error('no answer'));
    this.waiting = Promise.withResolvers<string>();
    return this.waiting.promise;
  }

  private onLine(line: string): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) this.lines.push(line);
    else waiting.resolve(line);
  }

  private end(): void {
    this.ended = true;
    this.waiting?.reject(new Error('no answer'));
  }
}

/** Asks for confirmation on a terminal; `undefined` where there is none. */
export async function confirm(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const prompt = new TerminalPrompt();
  try {
    return await prompt.confirm(question);
  } finally {
    prompt.close();
  }
}
