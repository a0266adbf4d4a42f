import { dialectContract } from '../../../../test/kit/contract/dialect-contract.js';
import { chatLanguage } from '../../../../test/kit/upstreams/openai/chat.wire.js';
import { chatDialect } from './chat.dialect.js';

const service = {
  name: 'openai',
  official: true,
  obfuscation: true,
  identifies: 'session',
  modelOf: (name: string) => name,
} as const;

dialectContract('openai-chat', { dialect: chatDialect(service), language: chatLanguage, model: 'gpt-4.1' });
