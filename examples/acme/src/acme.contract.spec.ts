import { describe, it } from '@jest/globals';
import { dialectContract, type End, type FakeEncoder, type Figures, type Said } from '@gateway/testing';
import { ACME_DIALECT } from './acme.dialect.js';
import type { AcmeChunk } from './acme.types.js';

/** Acme's own side: how its server would say an answer. */
class AcmeFakeEncoder implements FakeEncoder {
  private calls = 0;

  begin(): string {
    return '';
  }

  say(said: Said): string {
    if ('text' in said)
      return [said.text]
        .flat()
        .map((text) => frame({ text }))
        .join('');
    if (!('call' in said)) return '';
    this.calls++;
    const call = { id: said.id ?? `c${this.calls}`, name: said.call, arguments: JSON.stringify(said.input) };
    return frame({ calls: [call] });
  }

  end(end: End, { input, cached = 0, output }: Figures): string {
    const done = { done: this.calls > 0 ? 'calls' : 'stop', limit: 'length', filter: 'filter' } as const;
    return `${frame({ done: done[end], usage: { input, cached, output } })}data: [DONE]\n\n`;
  }

  fail({ message }: { readonly message: string }): string {
    return frame({ error: message });
  }

  whole(said: readonly Said[], end: End, usage: Figures): Record<string, unknown> {
    const stream = said.map((each) => this.say(each)).join('') + this.end(end, usage);
    const chunks = [...stream.matchAll(/^data: (\{.*)$/gm)].map(([, json = '']) => JSON.parse(json) as AcmeChunk);
    const text = chunks.map((chunk) => chunk.text ?? '').join('');
    return { ...chunks.at(-1), text, calls: chunks.flatMap(({ calls = [] }) => calls) };
  }
}

const frame = (chunk: AcmeChunk): string => `data: ${JSON.stringify(chunk)}\n\n`;

describe('the contract of dialects: acme', () => {
  it.each(
    dialectContract({
      dialect: ACME_DIALECT,
      language: { encoder: () => new AcmeFakeEncoder(), problem: ({ message }) => ({ error: message }) },
      model: 'acme-large',
    }),
  )('$name', ({ run }) => run());
});
