import type { JsonObject } from '@gateway/protocol';
import type {
  Content,
  FunctionCall,
  FunctionDeclaration,
  FunctionResponsePart,
  GenerateContentResponse,
  GenerationConfig,
  GroundingMetadata,
  Part,
  PartialArg,
  ServiceTier,
  Tool,
  ToolConfig,
} from '@google/genai';

/** A type of Google's SDK in its JSON form, where an enum is one of its strings. */
type Wire<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Element)[]
    ? Wire<Element>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

export type GeminiPart = Wire<
  Pick<
    Part,
    | 'codeExecutionResult'
    | 'executableCode'
    | 'fileData'
    | 'functionCall'
    | 'functionResponse'
    | 'inlineData'
    | 'text'
    | 'thought'
    | 'thoughtSignature'
    | 'toolCall'
    | 'toolResponse'
  >
>;
export type GeminiMedia = Wire<FunctionResponsePart>;
export type GeminiCall = Wire<FunctionCall>;
export type GeminiPartialArgument = Wire<PartialArg>;
export type GeminiGrounding = Wire<
  Pick<GroundingMetadata, 'groundingChunks' | 'groundingSupports' | 'webSearchQueries'>
>;
export type GeminiDeclaration = Wire<
  Pick<FunctionDeclaration, 'name' | 'description' | 'parameters' | 'parametersJsonSchema'>
>;
export type GeminiTool =
  { functionDeclarations: GeminiDeclaration[] } | Wire<Pick<Tool, 'googleSearch' | 'urlContext'>>;
export type GeminiToolConfig = Wire<Pick<ToolConfig, 'functionCallingConfig' | 'includeServerSideToolInvocations'>>;
type SdkThinkingConfig = NonNullable<Wire<GenerationConfig>['thinkingConfig']>;
/** `XHIGH` is in the SDK from 3.3 on. */
export type GeminiThinkingConfig = Omit<SdkThinkingConfig, 'thinkingLevel'> & {
  thinkingLevel?: SdkThinkingConfig['thinkingLevel'] | 'XHIGH';
};

export type GeminiGenerationConfig = Wire<
  Pick<
    GenerationConfig,
    'maxOutputTokens' | 'responseJsonSchema' | 'responseMimeType' | 'stopSequences' | 'temperature' | 'topK' | 'topP'
  >
> & { responseSchema?: JsonObject; thinkingConfig?: GeminiThinkingConfig };

export interface GeminiContent {
  role: 'user' | 'model';
  parts: GeminiPart[];
}

/** The body of `:generateContent` and `:streamGenerateContent`. */
export interface GenerateBody {
  contents: readonly GeminiContent[];
  systemInstruction?: { parts: GeminiPart[] };
  tools?: GeminiTool[];
  toolConfig?: GeminiToolConfig;
  generationConfig: GeminiGenerationConfig;
  serviceTier?: Wire<ServiceTier>;
}

type Response = Wire<Pick<GenerateContentResponse, 'modelVersion' | 'promptFeedback' | 'responseId' | 'usageMetadata'>>;
type Candidate = Wire<
  Pick<
    NonNullable<GenerateContentResponse['candidates']>[number],
    'continuationToken' | 'finishMessage' | 'finishReason' | 'index'
  >
>;

/** The usage of a response, in tokens. */
export type GeminiUsage = NonNullable<Response['usageMetadata']>;
export type GeminiFinishReason = NonNullable<Candidate['finishReason']>;

/** One chunk of a stream, or a whole reply: they have the same shape. A failure may come in place of either. */
export interface GenerateReply extends Response {
  candidates?: (Candidate & { content?: Wire<Pick<Content, 'parts'>>; groundingMetadata?: GeminiGrounding })[];
  error?: unknown;
}

/** The grounding of a whole reply, put before the reply itself. */
export interface GroundingAhead {
  ahead: GeminiGrounding;
  responseId?: string | undefined;
}

/** The chunks that the translator reads. Google wraps some failures in an array of one. */
export type GenerateChunk = GenerateReply | GroundingAhead | readonly GenerateReply[];
