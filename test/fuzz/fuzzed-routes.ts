import { isBuilt, ROUTES } from '../kit/harness/wires.js';

const NAMES = ['openai-chat', 'openai-responses', 'gemini', 'anthropic'];

/** One route for each wire; those of Azure and Vertex share their translators. */
export const FUZZED_ROUTES = ROUTES.filter((route) => NAMES.includes(route.name) && isBuilt(route));
