import { type ByteReply, type Call, Gate, type Provider } from '@gateway/provider-kit';
import type { JsonObject, MessagesRequest } from '@gateway/protocol';
import { firstValueFrom, toArray } from 'rxjs';

/** The fields that make up a prompt. Anthropic's count_tokens refuses those that concern only the response. */
const COUNTED = [
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'cache_control',
  'context_management',
  'mcp_servers',
];

/** Tokens of the prompt of a call for a response; undefined where the provider cannot count. */
export async function countPrompt(provider: Provider, call: Call): Promise<number | undefined> {
  try {
    const counted = await firstValueFrom(provider.countTokens(toCountCall(call)));
    return counted.kind === 'count' ? counted.tokens : await readCount(counted);
  } catch {
    // A fault of the provider shows when it is called for a response.
    return undefined;
  }
}

function toCountCall(call: Call): Call {
  const fields = Object.entries(call.request).filter(([name]) => COUNTED.includes(name));
  const request = Object.fromEntries(fields) as unknown as MessagesRequest;
  return { ...call, request, rawBody: Buffer.from(JSON.stringify(request)), stream: false, changes: new Set() };
}

async function readCount(reply: ByteReply): Promise<number | undefined> {
  const bytes = await firstValueFrom(reply.bytes(new Gate()).pipe(toArray()));
  const { input_tokens: tokens } = JSON.parse(Buffer.concat(bytes).toString()) as JsonObject;
  return typeof tokens === 'number' ? tokens : undefined;
}
