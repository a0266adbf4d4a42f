import type { FlatPrice } from '@gateway/model-catalogue';

/** Prices by the name of a model, which stands for its dated versions too. */
export type PriceList = Readonly<Record<string, FlatPrice>>;
