export { chatDialect } from './chat/chat.dialect.js';
export { openAiTraits } from './model-traits.js';
export type { OpenAiService } from './openai-service.types.js';
export { signWith } from './sign-with.js';
export { OpenAiPlugin } from './openai.plugin.js';
export { OpenAiSettings } from './openai.settings.js';
export { responsesDialect } from './responses/responses.dialect.js';
