import { CHANGES, type Change, type ChangeClass } from '@gateway/provider-kit';
import { toTable } from './to-table.js';
import { REFUSALS } from './refusals.js';

const HEAD = `# Fidelity

<!-- Generated from the codes of changes: \`npm run build && node dist/src/reference/write-docs.js\` -->

An Anthropic upstream gets the very bytes that the client sent, less what other providers have left in the
conversation and Anthropic would refuse. Any other provider is asked in its own words, and not everything can be said
in them. Whatever is changed for the upstream is told by a code:

- in the header \`x-gateway-changes\` of the answer, as far as it is known when the answer begins;
- in \`changes\` of the request's log record, with all of it;
- by \`POST /v1/messages/explain\`: the same body as \`/v1/messages\`, answered with the route, the request that would be
  sent, without credentials, its changes and the size of its prompt. Nothing is sent but the count.

\`STRICT=true\` refuses, with a 400 that names the codes, what could only be answered with loss: the class *degraded*,
as far as it is known before the provider has answered.

No text is lost in silence: what cannot be carried is told in words, is harmless to leave out, or is refused.
The sections (§) are those of [the translation contract](contract.md).
`;

const GROUPS: Readonly<Record<ChangeClass, readonly [title: string, meaning: string]>> = {
  degraded: ['Degraded', 'The response may differ from what was requested. `STRICT=true` refuses it.'],
  emulated: ['Emulated', 'The gateway does it itself, because the upstream cannot.'],
  harmless: ['Harmless', 'The response does not depend on it.'],
};

/** The text of `docs/fidelity.md`: every code with its class, and what is refused. */
export function toFidelityPage(): string {
  const sections = (Object.keys(GROUPS) as ChangeClass[]).map((name) => {
    const [title, meaning] = GROUPS[name];
    const rows = Object.entries<Change>(CHANGES[name]).map(([code, { what, where, contract }]) => {
      return [`\`${code}\``, what, where ?? 'all but Anthropic', contract];
    });
    return `## ${title}\n\n${meaning}\n\n${toTable(['code', 'what happens', 'providers', 'contract'], rows)}`;
  });
  const refused = REFUSALS.map(({ input, where, why }) => [input, where, why]);
  return [
    HEAD,
    ...sections,
    `## Refused\n\nA 400 names the field.\n\n${toTable(['input', 'providers', 'why'], refused)}`,
  ].join('\n');
}
