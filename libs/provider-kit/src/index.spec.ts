import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** What plugins import. A name more is a promise more to plugins outside this repository. */
const FOR_PLUGINS = `
  AnswerFacts AssistantPart BufferedResponse ByteReply Call ChangeCode CorrectionCache CorrectionRecord CorrectionRule
  CorrectionTable CountReply Describe Dialect DocumentPart Endpoint EventReply FinishMeaning FunctionTool Gate HostedTool
  ImagePart IsChoices IsFlag IsHttpUrl IsOneOf IsSeconds IsText IsUrl IsWhole KeyRefusal KeyRing KindPreset Level ListedModel Naming
  NormalizedRequest NormalizedToolChoice Overflow Part Plugin PromptParts Provider ProviderContext ProviderLog ProviderPlugin
  ReadonlyHeaders Refusal RefusalForm Reply RequestCorrection RequestCorrector ResponseContext RetryLoop Route Secret
  SignedRequest SseReader StreamStage StreamStages TextPart Tokenizer ToolResult Traits Translator Turn UpstreamCall UpstreamError
  UpstreamLimits UpstreamRequest UpstreamResponse allInTime apiErrorStatus bufferResponse checkRequest deadlineIn decodePointer discard findBeginning
  freshId hasMediaInResults isOk isOwnSearchId isOwnSignature isServerBlock joinText manifestOf mapStream
  maskCredentials ownSearchId packState readDuration readFinishWord readOutputLimit readOverflow readRateSize readRetryAfter readUpstreamMessage
  refuseDegraded rememberBySchema renameVariables repairSchema resolveReference resolveThoughts sendInTime sendOver serverBlockToText sniffBody splitKeys toErrorType
  toOutputLimitError toOverflowError toResultText toUpstreamError toUsage translatedProvider unpackState withKeys
  withoutEndingSlashes withoutSecrets
`;

/** What only the gateway imports, which loads plugins and lends them connections. */
const FOR_THE_GATEWAY = `
  CHANGES CREDENTIAL_FORMS Change ChangeClass LARGE_BODY PLUGIN_METADATA ProviderManifest isAttribution ProviderResult Send
  Ranked SilenceTimer classOf isSecret namePlugin rankByHash settingsOf suffixesOf toSession toUnit
`;

const source = readFileSync('libs/provider-kit/src/index.ts', 'utf8');
const wordsOf = (text: string): string[] => text.trim().split(/\s+/);

describe('the public face of the kit', () => {
  it('names what it exports', () => {
    expect(source).not.toMatch(/export (?:type )?\*/);
  });

  it('is this list, types included', () => {
    const names = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
      .flatMap(([, list = '']) => list.split(','))
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '');
    expect(names.sort()).toEqual([...wordsOf(FOR_PLUGINS), ...wordsOf(FOR_THE_GATEWAY)].sort());
  });
});
