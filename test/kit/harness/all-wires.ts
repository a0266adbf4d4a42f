import { afterAll, beforeAll } from '@jest/globals';
import { startGateway, type GatewayProcess } from '../process/gateway-process.js';
import type { Script } from '../upstreams/script.types.js';
import { startUpstream, type Upstream } from '../upstreams/upstream-server.js';
import { isBuilt, ROUTES, type Route } from './wires.js';

/** One of all the wires that a client can choose between. */
export interface OpenWire {
  readonly route: Route;
  readonly upstream: Upstream;
  /** It reaches this wire by `model`, and others by theirs. */
  readonly gateway: GatewayProcess;
  /** The name that the client asks for. */
  readonly model: string;
}

interface AllWires {
  readonly wires: readonly OpenWire[];
  clear(): Promise<void>;
}

const TEST_TIMEOUT_MS = 60_000;

/** Every wire of the built gateway. */
export const BUILT = ROUTES.filter(isBuilt);

/** All wires for all tests of a `describe`, or of a file: the answer finds one by the name of its route. */
export function useAllWires(
  scriptOf: (route: Route) => Script,
  settings: Readonly<Record<string, string>> = {},
): (name: string) => OpenWire {
  let all: AllWires | undefined;
  beforeAll(async () => {
    all = await openAllWires(scriptOf, settings);
  }, TEST_TIMEOUT_MS);
  afterAll(() => all?.clear(), TEST_TIMEOUT_MS);
  return (name) => all!.wires.find(({ route }) => route.name === name)!;
}

/** The provider of a wire is the same for both of its APIs, which one gateway can only speak one of. */
const isResponses = ({ name }: Route): boolean => name.endsWith('-responses');

/** Every wire at once, each with a fake upstream behind it and a name of its own. */
async function openAllWires(
  scriptOf: (route: Route) => Script,
  settings: Readonly<Record<string, string>>,
): Promise<AllWires> {
  const upstreams = new Map<Route, Upstream>();
  for (const route of BUILT) upstreams.set(route, await startUpstream(route.wire, scriptOf(route)));
  const wires = await startGateways((route) => upstreams.get(route)!.url, settings);
  return {
    wires: wires.map((wire) => ({ ...wire, upstream: upstreams.get(wire.route)! })),
    async clear() {
      for (const gateway of new Set(wires.map((wire) => wire.gateway))) await gateway.stop();
      for (const upstream of upstreams.values()) await upstream.close();
    },
  };
}

/** One gateway for the wires of the Responses API, and one for all the rest, before these upstreams. */
export async function startGateways(
  urlOf: (route: Route) => string,
  settings: Readonly<Record<string, string>> = {},
): Promise<readonly Omit<OpenWire, 'upstream'>[]> {
  const groups = [BUILT.filter((route) => !isResponses(route)), BUILT.filter(isResponses)];
  const started = groups.map(async (group) => {
    const given = group.map((route) => route.settings(urlOf(route)));
    const all = Object.assign({}, ...given) as Record<string, string>;
    const gateway = await startGateway({ ...all, ...together(group), ...settings });
    return group.map((route) => ({ route, gateway, model: nameOf(route) }));
  });
  return (await Promise.all(started)).flat();
}

const nameOf = ({ name }: Route): string => `claude-on-${name}`;

/** What the settings of single wires say differently for all of them together. */
function together(group: readonly Route[]): Record<string, string> {
  const entries = group.map((route) => `${nameOf(route)}=${route.plugin}/${route.model}`);
  return {
    PREFERRED_PROVIDER: 'openai',
    USE_VERTEX_AUTH: 'false',
    UPSTREAM_RETRIES: '0',
    MODEL_MAP: entries.join(','),
  };
}
