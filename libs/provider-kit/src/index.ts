// Every name is listed: what this file does not name is not part of the kit. A spec holds the list.
export { type Change, type ChangeClass, type ChangeCode, CHANGES, classOf } from './changes.js';
export { CorrectionCache } from './corrections/correction-cache.js';
export type {
  CorrectionRecord,
  CorrectionRule,
  CorrectionTable,
  RequestCorrection,
} from './corrections/correction.types.js';
export type { Refusal, RefusalForm } from './corrections/refusal.types.js';
export { RequestCorrector } from './corrections/request-corrector.js';
export type { BufferedResponse, Dialect, Translator } from './dialect.types.js';
export { isAttribution } from './prepare/check/is-attribution.js';
export { freshId } from './digest.js';
export type { Endpoint, SignedRequest, UpstreamCall } from './endpoint.types.js';
export { CREDENTIAL_FORMS, maskCredentials } from './failure/mask-credentials.js';
export { readOutputLimit } from './failure/read-output-limit.js';
export { readRateSize } from './failure/read-rate-size.js';
export { readDuration, readRetryAfter } from './failure/read-retry-after.js';
export { readUpstreamMessage } from './failure/read-upstream-message.js';
export { apiErrorStatus, toErrorType } from './failure/to-error-type.js';
export { toOutputLimitError } from './failure/to-output-limit-error.js';
export { type Overflow, readOverflow, toOverflowError } from './failure/to-overflow-error.js';
export { Gate } from './gate.js';
export { mapStream, type StreamStage, type StreamStages } from './stream/map-stream.js';
export { namePlugin, suffixesOf } from './name-plugin.js';
export type { KeyRefusal } from './keys/key-refusal.js';
export { KeyRing, splitKeys } from './keys/key-ring.js';
export { rankByHash, type Ranked, toUnit } from './keys/rank-by-hash.js';
export { withKeys } from './keys/with-keys.js';
export { SilenceTimer } from './stream/silence-timer.js';
export { LARGE_BODY } from './large-body.js';
export { isOwnSearchId, ownSearchId } from './own-search.js';
export {
  type KindPreset,
  manifestOf,
  Plugin,
  PLUGIN_METADATA,
  type ProviderManifest,
  type ProviderPlugin,
} from './plugin.js';
export { checkRequest } from './prepare/check/check-request.js';
export { hasMediaInResults } from './prepare/has-media-in-results.js';
export type {
  AssistantPart,
  DocumentPart,
  FunctionTool,
  ImagePart,
  Level,
  NormalizedRequest,
  NormalizedToolChoice,
  Part,
  ResponseContext,
  TextPart,
  ToolResult,
  Turn,
} from './prepare/normalized-request.types.js';
export { resolveThoughts } from './prepare/resolve-level.js';
export { isServerBlock, serverBlockToText } from './prepare/server-block-to-text.js';
export { joinText, toResultText } from './prepare/to-result-text.js';
export type { HostedTool, Traits } from './prepare/traits.types.js';
export type { Naming, ProviderContext, ProviderLog, Tokenizer, UpstreamLimits } from './provider-context.types.js';
export type {
  AnswerFacts,
  ByteReply,
  Call,
  PromptParts,
  CountReply,
  EventReply,
  ListedModel,
  Provider,
  ProviderResult,
  ReadonlyHeaders,
  Reply,
  Route,
  UpstreamRequest,
} from './provider.types.js';
export { type FinishMeaning, readFinishWord } from './read-finish-word.js';
export { toSession } from './read-session.js';
export { rememberBySchema } from './schema/remember-by-schema.js';
export { repairSchema } from './schema/repair-schema.js';
export { decodePointer, resolveReference } from './schema/resolve-reference.js';
export { refuseDegraded } from './refuse-degraded.js';
export { renameVariables } from './rename-variables.js';
export { Describe, isSecret, Secret, settingsOf } from './settings/describe.decorator.js';
export {
  IsChoices,
  IsFlag,
  IsHttpUrl,
  IsOneOf,
  IsSeconds,
  IsText,
  IsUrl,
  IsWhole,
} from './settings/value.decorator.js';
export { isOwnSignature, packState, unpackState } from './thinking-state.js';
export { toUsage } from './to-usage.js';
export { translatedProvider } from './translated-provider.js';
export { allInTime, deadlineIn } from './upstream/in-time.js';
export { discard } from './upstream/release-after-grace.js';
export { RetryLoop } from './upstream/retry-loop.js';
export { bufferResponse } from './upstream/replayable-response.js';
export { findBeginning, sniffBody } from './upstream/sniff-body.js';
export { SseReader } from './upstream/sse-reader.js';
export { isOk, type Send, type UpstreamResponse } from './upstream/send.types.js';
export { sendOver } from './upstream/send-over.js';
export { sendInTime } from './upstream/send-in-time.js';
export { toUpstreamError, UpstreamError } from './upstream/to-upstream-error.js';
export { withoutEndingSlashes } from './upstream/without-ending-slashes.js';
export { withoutSecrets } from './upstream/without-secrets.js';
