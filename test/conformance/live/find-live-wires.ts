import { ROUTES, type Route } from '../../kit/harness/wires.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A wire to a real provider. */
export interface LiveWire {
  readonly route: Route;
  /** Settings of the gateway, credentials among them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What must be in the environment, and what of the gateway's settings leads over this wire and no other. */
const NEEDS: Readonly<Record<string, { variables: readonly string[]; settings: Readonly<Record<string, string>> }>> = {
  'openai-chat': { variables: ['OPENAI_API_KEY'], settings: { PREFERRED_PROVIDER: 'openai', OPENAI_API: 'chat' } },
  'openai-responses': {
    variables: ['OPENAI_API_KEY'],
    settings: { PREFERRED_PROVIDER: 'openai', OPENAI_API: 'responses' },
  },
  'azure-chat': {
    variables: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY'],
    settings: { PREFERRED_PROVIDER: 'azure', AZURE_OPENAI_API: 'chat' },
  },
  'azure-responses': {
    variables: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY'],
    settings: { PREFERRED_PROVIDER: 'azure', AZURE_OPENAI_API: 'responses' },
  },
  gemini: { variables: ['GEMINI_API_KEY'], settings: { PREFERRED_PROVIDER: 'google', USE_VERTEX_AUTH: 'false' } },
  vertex: {
    variables: ['VERTEX_PROJECT', 'VERTEX_LOCATION'],
    settings: { PREFERRED_PROVIDER: 'google', USE_VERTEX_AUTH: 'true' },
  },
  anthropic: { variables: ['ANTHROPIC_API_KEY'], settings: { PREFERRED_PROVIDER: 'anthropic' } },
};

/** What of the environment providers are reached by. */
const HANDED_ON =
  /^(OPENAI|AZURE|GEMINI|GOOGLE|VERTEX|GCE)_|^ANTHROPIC_(API_KEY|UPSTREAM_BASE_URL)$|^(https?|no)_proxy$/i;

/**
 * The wires whose credentials are in the environment. `LIVE_MODELS` (`openai-chat=gpt-4.1,azure-chat=my-deployment`)
 * names their models; Azure's deployments have no other name.
 */
export function findLiveWires(environment: Environment): LiveWire[] {
  const models = new Map((environment.LIVE_MODELS ?? '').split(',').map((entry) => splitOnce(entry.trim())));
  const handedOn = Object.entries(environment).flatMap(([name, value]) =>
    HANDED_ON.test(name) && value ? [[name, value] as const] : [],
  );
  return ROUTES.flatMap((route) => {
    const needs = NEEDS[route.name];
    const model = models.get(route.name) ?? (route.plugin === 'azure' ? undefined : route.model);
    if (!needs?.variables.every((name) => environment[name]) || model === undefined) return [];
    const chosen = { BIG_MODEL: model, SMALL_MODEL: model };
    return [{ route, settings: { ...Object.fromEntries(handedOn), ...needs.settings, ...chosen } }];
  });
}

/** What a run needs to find a wire, for people who have none. */
export function tellNeeds(): string {
  const lines = Object.entries(NEEDS).map(([name, { variables }]) => {
    const more = name.startsWith('azure') ? [`LIVE_MODELS=${name}=DEPLOYMENT`] : [];
    return `  ${name}: ${[...variables, ...more].join(', ')}`;
  });
  return ['No credentials in the environment, so nobody real is asked. A wire needs:', ...lines].join('\n');
}

function splitOnce(entry: string): [name: string, value: string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
