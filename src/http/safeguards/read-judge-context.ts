import { isObject, type MessagesRequest } from '@gateway/protocol';
import type { JudgeContext } from './judged-calls.types.js';

/** Characters of the user's texts that are kept: about 8,000 tokens (contract §27.2). */
const MAX_USER_LENGTH = 32_000;

/** Characters of the client's rules that are kept. */
const MAX_RULES_LENGTH = 100_000;

/** Names and places of a person, which the judge does not need. */
const PERSONAL = new Set(['home_dir', 'user_identity']);

/** What a judge needs of a request; undefined where the request does not ask for judgement. */
export function readJudgeContext({ safeguards, messages }: MessagesRequest): JudgeContext | undefined {
  if (!Array.isArray(safeguards) || safeguards.length === 0) return undefined;
  const asked = safeguards.filter(isObject).find(({ type }) => type === 'dangerous_tool_use');
  const context = isObject(asked?.classifier_context) ? asked.classifier_context : {};
  const rules = Object.fromEntries(Object.entries(context).filter(([name]) => !PERSONAL.has(name)));
  return { rules: JSON.stringify(rules).slice(0, MAX_RULES_LENGTH), userTexts: lastUserTexts(messages) };
}

function lastUserTexts(messages: unknown): readonly string[] {
  const all = (Array.isArray(messages) ? messages : []).flatMap((message: unknown) =>
    isObject(message) && message.role === 'user' ? textsOf(message.content) : [],
  );
  const kept: string[] = [];
  let room = MAX_USER_LENGTH;
  for (const text of all.toReversed()) {
    if (room <= 0) break;
    kept.unshift(text.slice(-room));
    room -= text.length;
  }
  return kept;
}

/** The user's own words: results of tools are what others wrote. */
function textsOf(content: unknown): readonly string[] {
  if (typeof content === 'string') return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) =>
    isObject(block) && block.type === 'text' && typeof block.text === 'string' ? [block.text] : [],
  );
}
