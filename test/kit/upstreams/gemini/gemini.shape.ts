import type { Shape } from '../check-shape.js';

const BLOB: Shape = {
  object: { mimeType: 'string', data: 'string', displayName: 'string' },
  needs: ['mimeType', 'data'],
};

/** Which of Google's two surfaces: they know slightly different names. */
export type Surface = 'studio' | 'vertex';

const part = (surface: Surface): Shape => {
  const id: Record<string, Shape> = surface === 'studio' ? { id: 'string' } : {};
  return {
    object: {
      text: 'string',
      thought: 'boolean',
      thoughtSignature: 'string',
      inlineData: BLOB,
      fileData: { object: { fileUri: 'string', mimeType: 'string', displayName: 'string' }, needs: ['fileUri'] },
      functionCall: { object: { ...id, name: 'string', args: 'json' }, needs: ['name'] },
      functionResponse: {
        object: {
          ...id,
          name: 'string',
          response: 'json',
          parts: { list: { object: { inlineData: BLOB, fileData: 'json' } } },
        },
        needs: ['name', 'response'],
      },
      executableCode: 'json',
      codeExecutionResult: 'json',
      videoMetadata: 'json',
      mediaResolution: 'json',
      ...(surface === 'studio' ? { toolCall: 'json', toolResponse: 'json' } : {}),
    },
  };
};

const content = (surface: Surface): Shape => ({
  object: { role: 'string', parts: { list: part(surface) } },
  needs: ['parts'],
});

const fields = (surface: Surface): Record<string, Shape> => ({
  contents: { list: content(surface) },
  systemInstruction: content(surface),
  tools: {
    list: {
      object: {
        functionDeclarations: {
          list: {
            object: {
              name: 'string',
              description: 'string',
              parameters: 'json',
              parametersJsonSchema: 'json',
              response: 'json',
              responseJsonSchema: 'json',
              behavior: 'string',
            },
            needs: ['name'],
          },
        },
        googleSearch: {
          object: { timeRangeFilter: 'json', ...(surface === 'vertex' ? { excludeDomains: { list: 'string' } } : {}) },
        },
        urlContext: 'json',
        codeExecution: 'json',
        googleSearchRetrieval: 'json',
      },
    },
  },
  toolConfig: {
    object: {
      functionCallingConfig: {
        object: {
          mode: ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'],
          allowedFunctionNames: { list: 'string' },
        },
      },
      retrievalConfig: 'json',
      ...(surface === 'studio' ? { includeServerSideToolInvocations: 'boolean' } : {}),
    },
  },
  safetySettings: { list: 'json' },
  cachedContent: 'string',
  generationConfig: {
    object: {
      temperature: 'number',
      topP: 'number',
      topK: 'number',
      candidateCount: 'integer',
      maxOutputTokens: 'integer',
      stopSequences: { list: 'string' },
      responseMimeType: 'string',
      responseSchema: 'json',
      responseJsonSchema: 'json',
      seed: 'integer',
      presencePenalty: 'number',
      frequencyPenalty: 'number',
      responseLogprobs: 'boolean',
      logprobs: 'integer',
      responseModalities: { list: 'string' },
      mediaResolution: 'string',
      speechConfig: 'json',
      thinkingConfig: {
        object: {
          includeThoughts: 'boolean',
          thinkingBudget: 'integer',
          thinkingLevel: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
        },
      },
    },
  },
  ...(surface === 'studio' ? { serviceTier: 'string', store: 'boolean' } : { labels: 'json' }),
});

/** The body of `:generateContent`; after the types of the official client. */
export function generateBody(surface: Surface): Shape {
  return { object: fields(surface), needs: ['contents'] };
}

/** The body of `:countTokens`: AI Studio takes a whole request inside, Vertex its parts. */
export function countBody(surface: Surface): Shape {
  if (surface === 'vertex') return { object: { model: 'string', ...fields('vertex') }, needs: ['contents'] };
  const request: Shape = { object: { model: 'string', ...fields('studio') }, needs: ['model', 'contents'] };
  return { object: { contents: { list: content('studio') }, generateContentRequest: request } };
}
