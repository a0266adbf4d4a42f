// A provider of one's own, outside the gateway: PLUGINS=./examples/echo-provider/echo.plugin.ts ECHO_GREETING=Hello
// Node runs it as it is. It takes away the types and nothing else, so the decorators are called like any function.
import {
  type Call,
  checkRequest,
  type CountReply,
  Describe,
  freshId,
  IsText,
  Plugin,
  type Provider,
  type ProviderContext,
  type Reply,
  resolveThoughts,
  type Tokenizer,
  type UpstreamRequest,
} from 'messages-gateway/provider-kit';
import { MessageWriter } from 'messages-gateway/protocol';
import { defer, from, map, type Observable, of } from 'rxjs';

class EchoSettings {
  ECHO_GREETING?: string;
}
Describe('What the echo says first; it turns the echo on')(EchoSettings.prototype, 'ECHO_GREETING');
IsText()(EchoSettings.prototype, 'ECHO_GREETING');

/** Says back what it was told. */
class EchoProvider implements Provider {
  private readonly greeting: string;
  private readonly tokenizer: Tokenizer;

  constructor(greeting: string, tokenizer: Tokenizer) {
    this.greeting = greeting;
    this.tokenizer = tokenizer;
  }

  open(call: Call): Observable<Reply> {
    return defer(async (): Promise<Reply> => {
      checkRequest(call.request, false);
      const inputTokens = await this.count(call);
      const writer = new MessageWriter({
        id: freshId('msg_'),
        model: call.route.model,
        inputTokens,
        thoughts: resolveThoughts(call.request),
        stopSequences: call.request.stop_sequences ?? [],
        singleToolCall: false,
        namesCaller: false,
        naming: { toolName: (name) => name, toolId: () => freshId('toolu_') },
      });
      writer.text(`${this.greeting} ${farewell(call)}`);
      writer.finish();
      return { kind: 'events', status: 200, headers: {}, events: () => of(writer.take()) };
    });
  }

  countTokens(call: Call): Observable<CountReply> {
    return from(this.count(call)).pipe(map((tokens): CountReply => ({ kind: 'count', tokens })));
  }

  explain({ route }: Call): Promise<UpstreamRequest> {
    return Promise.resolve({ method: 'NONE', url: `echo:${route.model}`, headers: {}, body: 'Nothing is sent.' });
  }

  private count({ request: { system, messages, tools } }: Call): Promise<number> {
    return this.tokenizer.count([JSON.stringify({ system, messages, tools })]);
  }
}

function farewell({ request }: Call): string {
  const content = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  if (typeof content === 'string') return content;
  return content.map((block) => (block.type === 'text' ? block.text : '')).join(' ');
}

export class EchoPlugin {
  load({ ECHO_GREETING: greeting = '' }: EchoSettings, { tokenizer }: ProviderContext): Promise<Provider> {
    return Promise.resolve(new EchoProvider(greeting, tokenizer));
  }
}
Plugin<EchoSettings>({
  name: 'echo',
  settings: EchoSettings,
  missing: ({ ECHO_GREETING: greeting }) => (greeting === undefined ? ['ECHO_GREETING'] : []),
  ownsModel: (model) => model.startsWith('echo-'),
  defaultModels: { big: 'echo-1', small: 'echo-1' },
})(EchoPlugin);
