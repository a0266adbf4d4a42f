import { type Preset, PRESETS, traitsOf } from '@gateway/presets';
import { FAMILIES } from '../upstreams/families/families.js';
import { familyWire } from '../upstreams/families/family.wire.js';
import { MESSAGES_FAMILIES, messagesFamilyWire } from '../upstreams/families/messages-family.wire.js';
import type { Wire } from '../upstreams/wire.types.js';
import type { Route } from './wires.js';

/** A way to the stand-in of every preset, over the API that the preset prefers. */
export const PRESET_ROUTES: readonly Route[] = PRESETS.map(toRoute);

function toRoute(preset: Preset): Route {
  const { name, speaks } = preset;
  const isChat = speaks === 'chat';
  const learnt = isChat ? FAMILIES.find((family) => family.name === name)?.learnt : undefined;
  return {
    name,
    plugin: isChat ? 'openai' : 'anthropic',
    wire: isChat ? chatWireOf(name) : messagesWireOf(name),
    model: 'model',
    state: false,
    counts: false,
    search: !isChat,
    midSystem: isChat ? traitsOf(preset).midSystem : 'system',
    ...(learnt && { learnt }),
    settings: (upstream) => ({
      UPSTREAM_UP: name,
      UPSTREAM_UP_BASE_URL: isChat ? `${upstream}/v1` : `${upstream}/anthropic`,
      UPSTREAM_UP_API_KEY: 'key',
      BIG_MODEL: 'up/model',
      SMALL_MODEL: 'up/model',
    }),
  };
}

function chatWireOf(name: string): Wire {
  return familyWire(FAMILIES.find((family) => family.name === name)!);
}

function messagesWireOf(name: string): Wire {
  return messagesFamilyWire(MESSAGES_FAMILIES.find((family) => family.name === name)!);
}
