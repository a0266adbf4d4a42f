import type { Step } from './take-step.js';

const PORT = '18082';
const START = /listening on http:\/\/127\.0\.0\.1:18082/;

/** The first hour with a fresh clone, in order. No key and no network beyond the packages is needed. */
export const STEPS: readonly Step[] = [
  { command: 'npm ci --silent', prints: [], within: 600 },
  {
    command: `npm start -- --port ${PORT}`,
    prints: [START, /models: /, /status page: /],
    until: /status page: /,
    within: 180,
  },
  // Without a build this time.
  { command: `npm start --silent -- --port ${PORT}`, prints: [START], until: START, within: 30 },
  { command: 'npm start --silent -- doctr', prints: [/did you mean doctor\?/i], code: 1, within: 30 },
  {
    command: 'npm start --silent -- doctor --yes',
    prints: [/npm start -- init/, /demo.*ok|ok.*demo/],
    code: 1,
    within: 60,
  },
  { command: 'npm start --silent -- routes claude-opus', prints: [/claude-opus +demo/], within: 30 },
  {
    command: 'npm start --silent -- connect',
    prints: [
      /ANTHROPIC_BASE_URL/,
      /CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY/,
      /API_TIMEOUT_MS/,
      /PowerShell/,
      /list prices/,
    ],
    within: 30,
  },
  {
    command: 'npm start --silent -- run -- node -e "console.log(process.env.ANTHROPIC_BASE_URL)"',
    prints: [/^http:\/\/127\.0\.0\.1:\d+/m],
    within: 30,
  },
  {
    command: 'npm start --silent -- --check',
    env: { OPENAI_APIKEY: 'k' },
    prints: [/OPENAI_APIKEY is not a setting; did you mean OPENAI_API_KEY\?/],
    within: 30,
  },
  {
    command: 'npm start --silent -- --check',
    env: { OPENAI_API_KEY: '"k" # mine' },
    prints: [/docker --env-file/],
    code: 1,
    within: 30,
  },
  {
    command: 'npm start --silent -- --check',
    env: { OPENAI_API_KEY_FILE: '/no/such/file' },
    prints: [/OPENAI_API_KEY_FILE: ENOENT/],
    code: 1,
    within: 30,
  },
  { command: 'npm start --silent -- --help', prints: [/doctor/, /connect/, /init/, /report/], within: 30 },
];
