export { BUILT_IN_ROWS, SOURCES, type Source } from './built-in-rows.js';
export { type CheckedRows, checkRows, loadRowCheck, type RowCheck } from './check-rows.js';
export { choosePrice } from './choose-price.js';
export { type DatedRetirement, findRetirements } from './find-retirements.js';
export { mergeRows } from './merge-rows.js';
export { ModelCatalogue } from './model-catalogue.js';
export type { ModelMatch } from './model-index.js';
export type { ModelLookup } from './model-lookup.types.js';
export type { FlatPrice, LongPromptPrice, ModelPrice, TokenPrices } from './model-price.types.js';
export type {
  AnswerLimits,
  Effort,
  Efforts,
  Model,
  ModelApi,
  ModelFacts,
  ModelRow,
  Retirement,
  Thinking,
} from './model-row.types.js';
export { type Lifecycle, toLifecycle } from './to-lifecycle.js';
export { stripVersion } from './strip-version.js';
export { toModelsPage } from './to-models-page.js';
