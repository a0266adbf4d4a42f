/** A package whose declarations the gateway's wires follow. */
export interface WatchedPackage {
  readonly name: string;
  /** Files of declarations, within the package. */
  readonly files: readonly string[];
  readonly declarations: readonly string[];
  /** Where in this repository they are named. */
  readonly where: string;
}

export const WATCHED_PACKAGES: readonly WatchedPackage[] = [
  {
    name: 'openai',
    files: [
      'resources/shared.d.ts',
      'resources/chat/completions/completions.d.ts',
      'resources/responses/responses.d.ts',
    ],
    declarations: [
      'ReasoningEffort',
      'Reasoning',
      'ChatCompletionCreateParamsBase',
      'ChatCompletionMessage',
      'ChatCompletionContentPart',
      'ResponseCreateParamsBase',
      'ResponseIncludable',
      'ResponseStreamEvent',
      'ResponseOutputItem',
      'ResponseError',
      'ServiceTier',
    ],
    where: 'libs/openai and docs/contract',
  },
  {
    name: '@google/genai',
    files: ['dist/genai.d.ts'],
    declarations: [
      'FinishReason',
      'BlockedReason',
      'ThinkingLevel',
      'ServiceTier',
      'Part',
      'Tool',
      'GenerationConfig',
      'ThinkingConfig',
      'GenerateContentResponse',
      'GenerateContentResponseUsageMetadata',
    ],
    where: 'libs/gemini and docs/contract',
  },
  {
    name: '@anthropic-ai/sdk',
    files: ['resources/messages/messages.d.ts'],
    declarations: [
      'MessageCreateParamsBase',
      'ContentBlock',
      'ContentBlockParam',
      'RawMessageStreamEvent',
      'RawContentBlockDelta',
      'StopReason',
      'ToolUnion',
      'ThinkingConfigParam',
      'OutputConfig',
      'Usage',
    ],
    where: 'libs/protocol and docs/contract',
  },
];
