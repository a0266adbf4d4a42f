import type { PriceList } from '../price.types.js';
import { CLAUDE_PRICES } from './claude-prices.js';
import { GEMINI_PRICES } from './gemini-prices.js';
import { GPT_PRICES } from './gpt-prices.js';

/** What the makers of the models ask, whoever serves them. `PRICES_FILE` knows better where it is set. */
export const PRICE_LIST: PriceList = { ...GPT_PRICES, ...GEMINI_PRICES, ...CLAUDE_PRICES };
