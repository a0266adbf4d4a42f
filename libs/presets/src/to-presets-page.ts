import type { Preset } from './preset.types.js';
import { PRESETS, traitsOf } from './presets.js';
import { SWITCHES, type SwitchName, UNKNOWN_SERVER } from './switches.js';

const HEAD = `# Compatible servers

<!-- Generated from libs/presets: \`npm run docs\` -->

Servers that speak OpenAI's Chat Completions differ in what they refuse and where they put reasoning. The gateway knows
these by name:

\`\`\`sh
UPSTREAM_KIMI=moonshot          # kimi/kimi-k3: address and traits are known
UPSTREAM_KIMI_API_KEY=sk-...    # or MOONSHOT_API_KEY, the vendor's own variable
UPSTREAM_LOCAL=ollama           # local/qwen3-coder: an engine on this machine needs no key
\`\`\`

A preset is a kind of [named upstream](named-upstreams.md). \`UPSTREAM_<NAME>_BASE_URL\` replaces its address, for an engine
on another machine or a vendor's other region. To speak Chat to a vendor whose own Anthropic API is preferred, declare
\`UPSTREAM_<NAME>=openai\` with \`UPSTREAM_<NAME>_PRESET=<preset>\`. A server at a vendor's host has the traits of its preset
without being told (\`OPENAI_PRESET=auto\`).

A server that has no preset works too: what it refuses is learnt from its first refusal, for this upstream and model and
for an hour. The corrections in force are listed by \`GET /status/events\` and by the metric \`gateway_corrections\`.

What servers do is read from reports and from their sources (below), and tested with a stand-in for each of them. One is
tested itself: \`test/engines\` starts llama.cpp's own server (PyPI xllamacpp 2026.10.11549) over a model of random weights
with a strict template, which refuses system messages between turns and roles that do not take turns. It covers whole and
streamed answers, tool calls, an agent's loop with the corrections learnt, prompts that are too long, pictures, stop
sequences and the count of tokens. Where pip cannot install it, that test is skipped with its reason.

A new vendor is one file in \`libs/presets/src/rows\` and one line in \`libs/presets/src/presets.ts\`.
`;

/** The page `docs/providers/compatible.md`: what is known of each vendor and engine, and where that was read. */
export function toPresetsPage(): string {
  return [
    HEAD,
    '## Presets\n',
    toTable(
      ['preset', 'speaks', 'address', 'key', 'why'],
      PRESETS.map(({ title, name, speaks, chat, anthropic, keyVariable, because }) => [
        `\`${name}\` (${title})`,
        speaks === 'chat' ? 'Chat' : "Anthropic's API, passed through",
        speaks === 'chat' ? chat : (anthropic ?? ''),
        keyVariable === undefined ? 'none' : `\`${keyVariable}\``,
        because,
      ]),
    ),
    '## Traits\n',
    'The traits of Chat at each of them; what is not listed has its default. `UPSTREAM_<NAME>_TRAITS` and `OPENAI_TRAITS`',
    'replace single ones: `midSystem=user,toolIds=nine`. Order: the preset, over it the setting, over it what was learnt.\n',
    toTable(
      ['preset', 'traits'],
      PRESETS.map((preset) => [`\`${preset.name}\``, toChanges(preset)]),
    ),
    toTable(
      ['trait', 'values, the default first', 'meaning'],
      Object.entries(SWITCHES).map(([name, { values, what }]) => [
        `\`${name}\``,
        values.map((value) => `\`${value}\``).join(', '),
        what,
      ]),
    ),
    '## Sources\n',
    toTable(['preset', 'fact', 'source', 'date'], PRESETS.flatMap(toFacts)),
  ].join('\n');
}

function toChanges(preset: Preset): string {
  const traits = traitsOf(preset);
  const changed = (Object.keys(SWITCHES) as SwitchName[]).filter((name) => traits[name] !== UNKNOWN_SERVER[name]);
  return changed.map((name) => `\`${name}=${traits[name]}\``).join(', ') || 'the defaults';
}

function toFacts({ name, facts }: Preset): readonly (readonly string[])[] {
  return facts.map(({ sets = {}, what = '', source, date }) => {
    const switches = Object.entries(sets).map(([trait, value]) => `\`${trait}=${value}\``);
    return [`\`${name}\``, [switches.join(', '), what].filter(Boolean).join(': '), source, date];
  });
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return `${lines.map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')}\n`;
}
