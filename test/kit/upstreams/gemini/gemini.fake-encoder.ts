import type { End, Figures, JsonObject, Problem, Said } from '../script.types.js';
import type { FakeEncoder } from '../wire.types.js';
import { problemBody } from './gemini-problems.js';
import type { Surface } from './gemini.shape.js';

const REASON: Record<End, string> = { done: 'STOP', limit: 'MAX_TOKENS', filter: 'SAFETY' };

/** Speaks Gemini: chunks that are answers in themselves, whole calls, signed parts, no mark at the end. */
export class GeminiFakeEncoder implements FakeEncoder {
  /** State that was thought up and goes out with the next call. */
  private state: string | undefined;
  private readonly searches: Extract<Said, { search: string }>[] = [];

  constructor(
    private readonly model: string,
    private readonly surface: Surface,
    /** The client asked to see thoughts. */
    private readonly thoughts: boolean,
  ) {}

  begin(): string {
    return this.surface === 'vertex' ? frame({ usageMetadata: { trafficType: 'ON_DEMAND' }, ...this.tail() }) : '';
  }

  say(said: Said): string {
    return this.parts(said)
      .map((part) => frame({ candidates: [{ content: { role: 'model', parts: [part] }, index: 0 }], ...this.tail() }))
      .join('');
  }

  end(end: End, usage: Figures): string {
    return frame(this.answer([{ text: '' }], end, usage));
  }

  fail(problem: Problem): string {
    return frame(problemBody(problem));
  }

  whole(said: readonly Said[], end: End, usage: Figures): JsonObject {
    return this.answer(
      said.flatMap((each) => this.parts(each)),
      end,
      usage,
    );
  }

  private parts(said: Said): JsonObject[] {
    if ('text' in said) return [said.text].flat().map((text) => ({ text }));
    if ('think' in said) {
      this.state = said.state ?? this.state;
      return this.thoughts && said.think !== '' ? [{ text: said.think, thought: true }] : [];
    }
    if ('search' in said) {
      this.searches.push(said);
      return [];
    }
    const id = this.surface === 'studio' && said.id !== undefined ? { id: said.id } : {};
    const signature = said.state ?? this.state;
    this.state = undefined;
    const args = Object.keys(said.input).length > 0 ? { args: said.input } : {};
    const functionCall = { ...id, name: said.call, ...args };
    return [signature === undefined ? { functionCall } : { functionCall, thoughtSignature: signature }];
  }

  private answer(parts: JsonObject[], end: End, usage: Figures): JsonObject {
    const candidate = { content: { role: 'model', parts }, finishReason: REASON[end], index: 0, ...this.grounding() };
    return { candidates: [candidate], usageMetadata: toUsage(usage), ...this.tail() };
  }

  private grounding(): JsonObject {
    if (this.searches.length === 0) return {};
    const hits = this.searches.flatMap((search) => search.hits);
    return {
      groundingMetadata: {
        webSearchQueries: this.searches.map((search) => search.search),
        groundingChunks: hits.map(({ url, title }) => ({ web: { uri: url, title } })),
      },
    };
  }

  private tail(): JsonObject {
    return { modelVersion: this.model, responseId: 'kit-1' };
  }
}

function frame(data: JsonObject): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`;
}

function toUsage({ input, output, cached = 0, reasoning = 0 }: Figures): JsonObject {
  return {
    promptTokenCount: input,
    candidatesTokenCount: output - reasoning,
    totalTokenCount: input + output,
    ...(cached > 0 ? { cachedContentTokenCount: cached } : {}),
    ...(reasoning > 0 ? { thoughtsTokenCount: reasoning } : {}),
  };
}
