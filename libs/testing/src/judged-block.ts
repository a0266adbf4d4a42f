import { isObject, ownValue } from '@gateway/protocol';
import { text } from './judge-event.js';

/** Which deltas a block may have. Blocks that are not listed come whole. */
const DELTAS = new Map<string, ReadonlyMap<string, string>>(
  Object.entries({
    text: new Map(Object.entries({ text_delta: 'text', citations_delta: 'citation' })),
    thinking: new Map(Object.entries({ thinking_delta: 'thinking', signature_delta: 'signature' })),
    tool_use: new Map(Object.entries({ input_json_delta: 'partial_json' })),
    server_tool_use: new Map(Object.entries({ input_json_delta: 'partial_json' })),
  }),
);

const CALL_ID = { tool_use: /^[a-zA-Z0-9_-]{1,256}$/, server_tool_use: /^srvtoolu_[a-zA-Z0-9_]+$/ };

/** One block of a stream under judgement. */
export class JudgedBlock {
  readonly type: string;
  readonly id: string;
  closed = false;
  private json = '';
  private said = 0;
  private signed = false;
  private spoke = false;

  constructor(
    readonly index: number,
    private readonly block: unknown,
  ) {
    this.type = isObject(block) ? text(block.type) : 'nothing';
    this.id = isObject(block) && typeof block.id === 'string' ? block.id : '';
  }

  /** What is wrong with its start. */
  start(earlier: readonly JudgedBlock[]): string[] {
    if (!isObject(this.block)) return ['has no content_block'];
    switch (this.type) {
      case 'text':
        return this.block.text === '' ? [] : ['text does not start empty'];
      case 'thinking':
        return this.block.thinking === '' && this.block.signature === '' ? [] : ['thinking does not start empty'];
      case 'redacted_thinking':
        return typeof this.block.data === 'string' && this.block.data !== '' ? [] : ['has no data'];
      case 'tool_use':
      case 'server_tool_use':
        return this.startCall(this.block, CALL_ID[this.type], earlier);
      default:
        return this.type.endsWith('_tool_result') ? this.startResult(this.block, earlier) : ['is of an unknown type'];
    }
  }

  /** What is wrong with a delta of this block. */
  delta(delta: unknown): string[] {
    if (!isObject(delta)) return ['has no delta'];
    const kind = text(delta.type);
    const field = DELTAS.get(this.type)?.get(kind);
    if (field === undefined) return [`is a ${kind} in a ${this.type} block`];
    const value = ownValue(delta, field);
    if (kind === 'citations_delta') return isObject(value) ? [] : ['citation is missing'];
    if (typeof value !== 'string') return [`${field} is ${text(value)}`];
    const problems = this.signed ? ['comes after the signature'] : [];
    if (kind === 'signature_delta' && value === '') problems.push('signature is empty');
    if (kind === 'input_json_delta') this.json += value;
    this.signed ||= kind === 'signature_delta';
    this.said += value.length;
    this.spoke = true;
    return problems;
  }

  /** What is wrong with its end. */
  stop(): string[] {
    this.closed = true;
    if (this.type === 'text' && this.said === 0) return ['closes an empty text block'];
    if (this.type === 'thinking' && !this.signed) return ['closes a thinking block without a signature'];
    if (this.type === 'tool_use' && !this.spoke) return ['closes a tool_use without input_json_delta'];
    return [];
  }

  /** What is wrong with the input of a whole call. */
  judgeInput(): string[] {
    if (this.json === '') return [];
    try {
      return isObject(JSON.parse(this.json)) ? [] : ['input is no object'];
    } catch {
      return [`input is no JSON: ${this.json.slice(0, 80)}`];
    }
  }

  private startCall(block: Record<string, unknown>, id: RegExp, earlier: readonly JudgedBlock[]): string[] {
    const problems: string[] = [];
    if (!id.test(this.id)) problems.push(`id is ${text(block.id)}`);
    if (earlier.some((other) => other.id === this.id)) problems.push(`id ${this.id} is used twice`);
    if (typeof block.name !== 'string' || block.name === '') problems.push('name is missing');
    if (JSON.stringify(block.input) !== '{}') problems.push('input does not start empty');
    if ('caller' in block && !isObject(block.caller)) problems.push('caller is no object');
    return problems;
  }

  private startResult(block: Record<string, unknown>, earlier: readonly JudgedBlock[]): string[] {
    const call = earlier.find((other) => other.type === 'server_tool_use' && other.id === block.tool_use_id);
    const problems = call ? [] : [`answers no server_tool_use: ${text(block.tool_use_id)}`];
    if (!Array.isArray(block.content) && !isObject(block.content)) problems.push('content is missing');
    return problems;
  }
}
