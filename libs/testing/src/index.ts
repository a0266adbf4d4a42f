export type { Subject } from './ask-dialect.js';
export { cutAt, cutEvery, streamOf } from './cut-bytes.js';
export { type Check, dialectContract } from './dialect-contract.js';
export type {
  End,
  FakeEncoder,
  FakeUpstream,
  Figures,
  JsonObject,
  Problem,
  ReceivedRequest,
  Said,
} from './fake-encoder.types.js';
export { normalizeIds } from './normalize-ids.js';
export { providerContext } from './provider-context.js';
export { readCount } from './read-count.js';
export { type Frame, readFrames } from './read-frames.js';
export { judgeStream } from './stream-judge.js';
export { builtInModels } from './built-in-models.js';
