import type { ReceivedConversation, Item } from '../script.types.js';
import type { ReceivedRequest } from '../wire.types.js';
import type { GeminiContent, GeminiPart } from './refuse-contents.js';
import type { GeminiBody } from './refuse-gemini.js';

/** What the model of a Gemini request is shown. Calls without an id are numbered by their place. */
export function readGemini(body: GeminiBody, { model, stream }: ReceivedRequest): ReceivedConversation {
  const tools = body.tools ?? [];
  return {
    model,
    stream,
    system: body.systemInstruction?.parts.map((part) => part.text ?? '').join('\n\n') ?? '',
    items: body.contents.flatMap(itemsOf),
    tools: [
      ...tools.flatMap((tool) => tool.functionDeclarations?.map((declaration) => declaration.name) ?? []),
      ...tools.flatMap((tool) => (tool.googleSearch ? ['web_search'] : [])),
    ],
  };
}

function itemsOf({ role: name, parts }: GeminiContent, index: number): Item[] {
  const role = name === 'model' ? 'assistant' : 'user';
  let calls = 0;
  let results = 0;
  return parts.flatMap(({ thoughtSignature: signature, ...part }): Item[] => {
    const state: Item[] = signature === undefined ? [] : [{ kind: 'state', state: signature }];
    if (part.functionCall) {
      const { id = `${index}.${calls++}`, name: tool, args = {} } = part.functionCall;
      return [...state, { kind: 'call', id, name: tool, input: args }];
    }
    if (part.functionResponse) {
      const { id = `${index - 1}.${results++}`, response, parts: media = [] } = part.functionResponse;
      const said = response.output ?? response.error;
      const text = typeof said === 'string' ? said : JSON.stringify(said);
      return [{ kind: 'result', id, text }, ...media.flatMap((each) => imageOf(each, role))];
    }
    if (part.text !== undefined && !part.thought) return [...state, { kind: 'text', role, text: part.text }];
    return imageOf(part, role);
  });
}

function imageOf(
  { inlineData }: Pick<GeminiPart, 'inlineData'> | { inlineData?: { data: string } },
  role: 'user' | 'assistant',
): Item[] {
  return inlineData ? [{ kind: 'image', role, data: inlineData.data }] : [];
}
