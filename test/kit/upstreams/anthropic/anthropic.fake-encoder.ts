import { inPieces } from '../in-pieces.js';
import type { End, Figures, JsonObject, Problem, Said } from '../script.types.js';
import type { FakeEncoder } from '../wire.types.js';
import { problemBody } from './anthropic-problems.js';

/** Speaks Messages. */
export class AnthropicFakeEncoder implements FakeEncoder {
  private index = 0;
  private calls = 0;
  /** Calls that the client is to answer. */
  private open = 0;

  /** @param signature of thoughts without a state */
  constructor(
    private readonly model: string,
    private readonly signature = 'ErUBkit',
  ) {}

  begin(): string {
    return (
      frame({ type: 'message_start', message: this.message([], null, { input: 0, output: 1 }) }) +
      frame({ type: 'ping' })
    );
  }

  say(said: Said): string {
    return this.blocks(said)
      .map((block) => this.write(block))
      .join('');
  }

  end(end: End, usage: Figures): string {
    const delta = { stop_reason: this.reason(end), stop_sequence: null };
    return frame({ type: 'message_delta', delta, usage: toUsage(usage) }) + frame({ type: 'message_stop' });
  }

  fail(problem: Problem): string {
    return frame(problemBody(problem));
  }

  idle(): string {
    return frame({ type: 'ping' });
  }

  whole(said: readonly Said[], end: End, usage: Figures): JsonObject {
    const content = said.flatMap((each) => this.blocks(each));
    return this.message(content, this.reason(end), usage);
  }

  private blocks(said: Said): JsonObject[] {
    if ('text' in said) return [{ type: 'text', text: [said.text].flat().join('') }];
    if ('think' in said) return [{ type: 'thinking', thinking: said.think, signature: said.state ?? this.signature }];
    const id = this.calls++;
    if ('call' in said) {
      this.open++;
      return [{ type: 'tool_use', id: said.id ?? `toolu_kit${id}`, name: said.call, input: said.input }];
    }
    const call = `srvtoolu_kit${id}`;
    const hits = said.hits.map((hit) => ({
      type: 'web_search_result',
      ...hit,
      encrypted_content: 'Eqkit',
      page_age: null,
    }));
    return [
      { type: 'server_tool_use', id: call, name: 'web_search', input: { query: said.search } },
      { type: 'web_search_tool_result', tool_use_id: call, content: hits },
    ];
  }

  private write(block: JsonObject): string {
    const index = this.index++;
    const deltas: JsonObject[] = [];
    const empty: JsonObject = {};
    if (block.type === 'text') {
      empty.text = '';
      deltas.push(...inPieces(String(block.text)).map((text) => ({ type: 'text_delta', text })));
    } else if (block.type === 'thinking') {
      Object.assign(empty, { thinking: '', signature: '' });
      deltas.push(...inPieces(String(block.thinking)).map((thinking) => ({ type: 'thinking_delta', thinking })));
      deltas.push({ type: 'signature_delta', signature: block.signature });
    } else if ('input' in block) {
      empty.input = {};
      deltas.push(
        ...['', ...inPieces(JSON.stringify(block.input))].map((json) => ({
          type: 'input_json_delta',
          partial_json: json,
        })),
      );
    }
    return [
      frame({ type: 'content_block_start', index, content_block: { ...block, ...empty } }),
      ...deltas.map((delta) => frame({ type: 'content_block_delta', index, delta })),
      frame({ type: 'content_block_stop', index }),
    ].join('');
  }

  private reason(end: End): string {
    if (end === 'limit') return 'max_tokens';
    if (end === 'filter') return 'refusal';
    return this.open > 0 ? 'tool_use' : 'end_turn';
  }

  private message(content: JsonObject[], reason: string | null, usage: Figures): JsonObject {
    const head = { id: 'msg_0kit0kit0kit0kit0kit0kit', type: 'message', role: 'assistant', model: this.model };
    return { ...head, content, stop_reason: reason, stop_sequence: null, usage: toUsage(usage) };
  }
}

function frame(data: JsonObject): string {
  return `event: ${String(data.type)}\ndata: ${JSON.stringify(data)}\n\n`;
}

function toUsage({ input, output, cached = 0 }: Figures): JsonObject {
  return {
    input_tokens: input - cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: output,
  };
}
