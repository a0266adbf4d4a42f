import { ChatFakeEncoder } from '../openai/chat.fake-encoder.js';
import { askedOf, chatLanguage, wantsUsage } from '../openai/chat.wire.js';
import { refuseChatMessages, type ChatMessage } from '../openai/refuse-chat-messages.js';
import { problemBody } from '../openai/openai-problems.js';
import type { Wire } from '../wire.types.js';
import type { Family } from './families.js';

/** A stand-in for the servers of a family: Chat Completions at any base, no key, strict in what they refuse. */
export function familyWire({ rules, thoughts, problem }: Family): Wire {
  return {
    ...chatLanguage,
    find: ({ method, path, body }) =>
      method === 'POST' && path.endsWith('/chat/completions') ? { action: 'generate', ...askedOf(body) } : undefined,
    bar: () => undefined,
    refuse(body) {
      for (const rule of rules) {
        const refused = rule(body);
        if (refused !== undefined) return refused;
      }
      return refuseChatMessages(body.messages as ChatMessage[]);
    },
    encoder: ({ model }, body) => new ChatFakeEncoder({ model, usage: wantsUsage(body), thoughts }),
    problem: problem ?? problemBody,
  };
}
