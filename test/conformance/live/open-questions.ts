type Environment = Readonly<Record<string, string | undefined>>;

/** A request to a provider itself, past the gateway. */
export interface Probe {
  readonly what: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the contract (§26) could not settle without keys, and the requests that settle it. */
export interface OpenQuestion {
  readonly number: number;
  readonly question: string;
  /** Variables without which it cannot be asked; none: it is settled by other means. */
  readonly needs: readonly string[];
  probes(environment: Environment): Probe[];
}

const WORDS = 'Say ok.';

function openAi(env: Environment, path: string, what: string, body: object): Probe {
  const base = env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
  return { what, url: `${base}/${path}`, headers: { authorization: `Bearer ${env.OPENAI_API_KEY ?? ''}` }, body };
}

function azure(env: Environment, path: string, what: string, body: object): Probe {
  const base = new URL(env.AZURE_OPENAI_ENDPOINT ?? '').origin;
  const headers = { 'api-key': env.AZURE_OPENAI_API_KEY ?? '' };
  return { what, url: `${base}/openai/v1/${path}`, headers, body: { model: env.AZURE_DEPLOYMENT, ...body } };
}

function gemini(env: Environment, model: string, what: string, rest: object): Probe {
  const base = env.GEMINI_BASE_URL ?? 'https://generativelanguage.googleapis.com';
  const body = { contents: [{ role: 'user', parts: [{ text: WORDS }] }], ...rest };
  const headers = { 'x-goog-api-key': env.GEMINI_API_KEY ?? '' };
  return { what, url: `${base}/v1beta/models/${model}:generateContent`, headers, body };
}

const OPENAI = ['OPENAI_API_KEY'];
const AZURE = ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_DEPLOYMENT'];
const GEMINI = ['GEMINI_API_KEY'];

/** Keywords that stand in schemas of real tools, and not on the list of those that Google documents. */
const KEYWORDS = { $comment: 'why', patternProperties: { '^x-': { type: 'string' } }, not: { type: 'null' } };
const GPT_5 = ['gpt-5', 'gpt-5.1', 'gpt-5.2', 'gpt-5.4', 'gpt-5-codex'];
const GEMINI_MODELS = ['gemini-2.5-flash', 'gemini-3-pro-preview'];
const PICTURE = 'https://www.gstatic.com/webp/gallery/1.jpg';

export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  {
    number: 1,
    question: 'Does AI Studio refuse keywords outside the documented list in parametersJsonSchema?',
    needs: GEMINI,
    probes: (env) =>
      Object.entries(KEYWORDS).map(([keyword, value]) => {
        const parametersJsonSchema = { type: 'object', properties: { a: { type: 'string' } }, [keyword]: value };
        const tools = [{ functionDeclarations: [{ name: 'probe', parametersJsonSchema }] }];
        return gemini(env, 'gemini-2.5-flash', keyword, { tools });
      }),
  },
  {
    number: 2,
    question: 'Which families of gpt-5.x take stop, which parallel_tool_calls?',
    needs: OPENAI,
    probes: (env) =>
      GPT_5.flatMap((model) => {
        const ask = { model, messages: [{ role: 'user', content: WORDS }] };
        const tools = [
          { type: 'function', function: { name: 'probe', parameters: { type: 'object', properties: {} } } },
        ];
        return [
          openAi(env, 'chat/completions', `${model}: stop`, { ...ask, stop: ['END'] }),
          openAi(env, 'chat/completions', `${model}: parallel_tool_calls`, {
            ...ask,
            tools,
            parallel_tool_calls: false,
          }),
        ];
      }),
  },
  {
    number: 3,
    question: 'Does Azure take reasoning items without an id?',
    needs: AZURE,
    probes: (env) => {
      // The content is no real one: whether the id is missed comes before whether it can be decrypted.
      const reasoning = { type: 'reasoning', summary: [], encrypted_content: 'gAAAAprobe' };
      const input = [{ role: 'user', content: WORDS }, reasoning, { role: 'assistant', content: 'ok' }];
      return [
        azure(env, 'responses', 'without id', { store: false, input: [...input, { role: 'user', content: WORDS }] }),
      ];
    },
  },
  {
    number: 4,
    question: 'Does AI Studio fetch fileData from plain https URLs, for all models?',
    needs: GEMINI,
    probes: (env) =>
      GEMINI_MODELS.map((model) => {
        const parts = [{ fileData: { fileUri: PICTURE, mimeType: 'image/jpeg' } }, { text: 'What is this?' }];
        return gemini(env, model, model, { contents: [{ role: 'user', parts }] });
      }),
  },
  {
    number: 5,
    question: 'Does max_tool_calls count calls of web_search, or queries?',
    needs: OPENAI,
    probes: (env) => {
      const input = 'Search for the heights of Mont Blanc, K2 and Denali, each on its own.';
      const body = { model: 'gpt-5.4', input, tools: [{ type: 'web_search' }], max_tool_calls: 1 };
      return [openAi(env, 'responses', 'one call, three searches', body)];
    },
  },
  {
    number: 6,
    question: 'How does Claude Code take a trailing empty thinking block?',
    needs: [],
    probes: () => [],
  },
  {
    number: 7,
    question: 'Is 16 still the least max_output_tokens?',
    needs: OPENAI,
    probes: (env) =>
      [1, 15, 16].map((max) =>
        openAi(env, 'responses', String(max), { model: 'gpt-4.1-mini', input: WORDS, max_output_tokens: max }),
      ),
  },
  {
    number: 8,
    question: "Does Azure's v1 API take safety_identifier and prompt_cache_key?",
    needs: AZURE,
    probes: (env) =>
      ['safety_identifier', 'prompt_cache_key'].map((name) =>
        azure(env, 'responses', name, { input: WORDS, [name]: 'conformance' }),
      ),
  },
];
