import { type MessagesRequest, type MessageWriter, PLAIN_SIGNATURE, type StreamEvent } from '@gateway/protocol';
import { chooseTool } from './choose-tool.js';
import { readResult } from './read-result.js';
import { toSample } from './to-sample.js';

const THOUGHT = 'The gateway has no provider yet. I will say so, and how to give it one.';

const NEXT_STEP = `\`npm start -- init\` sets up a provider (where the package is installed: \
\`npx messages-gateway init\`). Or set OPENAI_API_KEY, GEMINI_API_KEY, ANTHROPIC_API_KEY, or AZURE_OPENAI_ENDPOINT with \
AZURE_OPENAI_API_KEY, in the environment or in a .env file, and start the gateway again.`;

const GREETING = `This is the demo of messages-gateway: no model answers here, only a small script.

${NEXT_STEP}

Write "use a tool" to see how a call of one of your tools travels.`;

const REMINDER = 'This is still the demo. `npm start -- init` sets up a provider, OPENAI_API_KEY for example.';

const CALLING = 'Now a call of one of your tools, to show how it travels.';

type Script = Generator<readonly StreamEvent[], void>;

/** Writes the demo's response to a request. Each item is what MessageWriter wrote in one step. */
export function* writeScript(request: MessagesRequest, writer: MessageWriter): Script {
  const format = request.output_config?.format ?? request.output_format;
  writer.open();
  yield writer.take();
  if (request.max_tokens === 0) writer.stop('max_tokens');
  else if (format) writer.text(JSON.stringify(toSample(format.schema)));
  else yield* writeAnswer(request, writer);
  writer.finish();
  yield writer.take();
}

function* writeAnswer(request: MessagesRequest, writer: MessageWriter): Script {
  for (const piece of toPieces(THOUGHT)) {
    writer.thinking(piece);
    yield writer.take();
  }
  writer.signThought(PLAIN_SIGNATURE);
  const result = readResult(request.messages.at(-1));
  const tool = chooseTool(request);
  const isGreeted = request.messages.some(({ role }) => role === 'assistant');
  const said = [isGreeted ? REMINDER : GREETING, result && `Your tool answered: ${result}`, tool && CALLING]
    .filter(Boolean)
    .join('\n\n');
  for (const piece of toPieces(said)) {
    writer.text(piece);
    yield writer.take();
  }
  if (tool === undefined) return;
  writer.toolCall('demo', { name: tool.name, id: 'demo' });
  for (const piece of toPieces(JSON.stringify(toSample(tool.input_schema)))) {
    writer.toolArguments('demo', piece);
    yield writer.take();
  }
  writer.endToolCall('demo');
}

/** Three words at a time, as a model might stream them. */
function toPieces(text: string): readonly string[] {
  return text.match(/(?:\S+\s*){1,3}/g) ?? [];
}
