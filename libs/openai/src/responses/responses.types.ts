import type {
  EasyInputMessage,
  FunctionTool as ResponsesFunctionTool,
  Response,
  ResponseCompletedEvent,
  ResponseContentPartDoneEvent,
  ResponseCreateParamsBase,
  ResponseErrorEvent,
  ResponseFailedEvent,
  ResponseFunctionCallArgumentsDeltaEvent,
  ResponseFunctionCallArgumentsDoneEvent,
  ResponseFunctionToolCall,
  ResponseFunctionWebSearch,
  ResponseIncompleteEvent,
  ResponseInputContent,
  ResponseInputItem,
  ResponseOutputItemAddedEvent,
  ResponseOutputItemDoneEvent,
  ResponseOutputMessage,
  ResponseOutputTextAnnotationAddedEvent,
  ResponseReasoningItem,
  ResponseReasoningSummaryTextDeltaEvent,
  ResponseReasoningTextDeltaEvent,
  ResponseRefusalDeltaEvent,
  ResponseRefusalDoneEvent,
  ResponseTextDeltaEvent,
  ResponseTextDoneEvent,
  ToolChoiceFunction,
  ToolChoiceOptions,
  WebSearchTool,
} from 'openai/resources/responses/responses';
import type { FilterResult } from '../describe-filter.js';

/** A type of the SDK as it may arrive: other servers and proxies leave fields out, only `type` is certain. */
export type Arriving<T> = T extends readonly (infer Element)[]
  ? readonly Arriving<Element>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends 'type' ? Key : never]: T[Key] } & {
        readonly [Key in keyof T as Key extends 'type' ? never : Key]?: Arriving<T[Key]> | null;
      }
    : T;

// ---- request

/** Text of an earlier response. The SDK's type requires id and status, the API does not. */
export interface OutputMessage {
  type: 'message';
  role: 'assistant';
  content: { type: 'output_text'; text: string }[];
  phase?: NonNullable<ResponseOutputMessage['phase']>;
}

/** A message of any other role. */
export type InputMessage = Omit<EasyInputMessage, 'type' | 'content'> & {
  type: 'message';
  content: ResponseInputContent[];
};

/** Reasoning sent back. Without an id: the id of an item that was not stored is a 404. */
export type ReasoningInput = Pick<ResponseReasoningItem, 'type' | 'summary'> & { encrypted_content: string };

export type InputItem =
  OutputMessage | InputMessage | ReasoningInput | ResponseFunctionToolCall | ResponseInputItem.FunctionCallOutput;

export type ResponsesTool = ResponsesFunctionTool | WebSearchTool;

/** `web_search` is accepted as a choice, although the SDK lists only its older name. */
export type ResponsesToolChoice = ToolChoiceOptions | ToolChoiceFunction | { type: 'web_search' };

type Params = Pick<
  ResponseCreateParamsBase,
  | 'include'
  | 'max_output_tokens'
  | 'max_tool_calls'
  | 'parallel_tool_calls'
  | 'prompt_cache_key'
  | 'reasoning'
  | 'safety_identifier'
  | 'service_tier'
  | 'store'
  | 'temperature'
  | 'text'
  | 'top_p'
  | 'user'
>;

/** The body of `POST /responses`. */
export interface ResponsesBody extends Params {
  model: string;
  instructions?: string;
  input: readonly InputItem[];
  stream: boolean;
  tools?: readonly ResponsesTool[];
  tool_choice?: ResponsesToolChoice;
}

// ---- response

export type MessageItem = Arriving<ResponseOutputMessage>;
export type ReasoningItem = Arriving<ResponseReasoningItem>;
export type FunctionCallItem = Arriving<ResponseFunctionToolCall>;
export type WebSearchItem = Arriving<ResponseFunctionWebSearch>;

/** The output items that are read; others are ignored. */
export type OutputItem = MessageItem | ReasoningItem | FunctionCallItem | WebSearchItem;

export type OutputContent = NonNullable<MessageItem['content']>[number];
export type Annotation = NonNullable<Arriving<ResponseOutputTextAnnotationAddedEvent>['annotation']>;

/** Azure's verdict on prompt or answer. */
export interface ContentFilter {
  readonly content_filter_results?: FilterResult | null;
}

/** The response as a whole: the body of a response that is not streamed, and the last event of a stream. */
export type ResponseResult = Arriving<
  Pick<Response, 'status' | 'error' | 'incomplete_details' | 'usage' | 'service_tier'>
> & {
  readonly output?: readonly OutputItem[] | null;
  readonly content_filters?: readonly ContentFilter[] | null;
};

type WithItem<Event extends { item: unknown }> = Arriving<Omit<Event, 'item'>> & { readonly item?: OutputItem | null };
type WithResponse<Event extends { response: unknown }> = Arriving<Omit<Event, 'response'>> & {
  readonly response?: ResponseResult | null;
};

/** The SDK's type is flat, the wire's is nested: `{"type":"error","error":{…}}`. */
export type ErrorChunk = Arriving<ResponseErrorEvent> & { readonly error?: unknown };

/** The events of a stream that are read; unknown ones are ignored. */
export type ResponsesChunk =
  | WithItem<ResponseOutputItemAddedEvent>
  | WithItem<ResponseOutputItemDoneEvent>
  | WithResponse<ResponseCompletedEvent>
  | WithResponse<ResponseIncompleteEvent>
  | WithResponse<ResponseFailedEvent>
  | ErrorChunk
  | Arriving<
      | ResponseContentPartDoneEvent
      | ResponseTextDeltaEvent
      | ResponseTextDoneEvent
      | ResponseRefusalDeltaEvent
      | ResponseRefusalDoneEvent
      | ResponseReasoningSummaryTextDeltaEvent
      | ResponseReasoningTextDeltaEvent
      | ResponseFunctionCallArgumentsDeltaEvent
      | ResponseFunctionCallArgumentsDoneEvent
      | ResponseOutputTextAnnotationAddedEvent
    >;
