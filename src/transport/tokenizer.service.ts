import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Tokenizer } from '@gateway/provider-kit';
import { estimateTokens } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';

/** Milliseconds after which a count is not waited for any longer. */
const COUNT_TIMEOUT_MS = 10_000;

/**
 * Counts with the o200k encoding, in a worker thread that the first count starts. Where that fails or takes too long,
 * the estimate is one token for four characters.
 */
@Injectable()
export class TokenizerService implements Tokenizer, OnApplicationShutdown {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (tokens: number | undefined) => void>();
  private counts = 0;

  constructor(private readonly log: PinoLogger) {}

  async count(texts: readonly string[]): Promise<number> {
    return (await this.ask(texts)) ?? estimate(texts);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  /** The count of the worker thread; undefined where it has none. */
  private ask(texts: readonly string[]): Promise<number | undefined> {
    const id = this.counts++;
    return new Promise((resolve) => {
      const timeout = setTimeout(
        () => this.giveUp(new Error(`no count after ${COUNT_TIMEOUT_MS} ms`)),
        COUNT_TIMEOUT_MS,
      ).unref();
      this.waiting.set(id, (tokens) => {
        clearTimeout(timeout);
        this.waiting.delete(id);
        resolve(tokens);
      });
      this.worker ??= this.start();
      this.worker.postMessage({ id, texts });
    });
  }

  private start(): Worker {
    // Next to this file, with the same extension: compiled in the built gateway, source in the tests.
    const worker = new Worker(new URL(`count.worker${extname(import.meta.filename)}`, import.meta.url));
    worker.unref();
    worker.on('message', ({ id, tokens }: { id: number; tokens: number }) => this.waiting.get(id)?.(tokens));
    worker.on('error', (error) => {
      if (worker === this.worker) this.giveUp(error);
    });
    return worker;
  }

  /** Makes all waiting counts estimate; the next count starts a new worker thread. */
  private giveUp(err: unknown): void {
    this.log.warn({ err }, 'the tokenizer failed; tokens are estimated');
    void this.worker?.terminate();
    this.worker = undefined;
    for (const resolve of this.waiting.values()) resolve(undefined);
  }
}

function estimate(texts: readonly string[]): number {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  // To a client, one token for a whole conversation looks like a failed count.
  return Math.max(estimateTokens(characters), 2);
}
