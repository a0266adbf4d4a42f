import { BUILT_IN_ROWS, ModelCatalogue } from '@gateway/model-catalogue';

/** The catalogue as it is without an operator's rows. */
export const builtInModels = new ModelCatalogue(BUILT_IN_ROWS);
