import type { INestApplication } from '@nestjs/common';
import { CatalogueService } from '../../catalogue/catalogue.service.js';
import { ServerSettings } from '../../config/server.settings.js';
import { AuthSettings } from '../../http/auth/auth.settings.js';
import { LimitsSettings } from '../../http/limits/limits.settings.js';
import { MessagesSettings } from '../../http/messages/messages.settings.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { TransportSettings } from '../../transport/transport.settings.js';
import { createSilentApp } from '../create-silent-app.js';
import type { RoutedModels, ServedFamily } from './to-client-variables.js';

/** Families that Claude Code has variables for. */
const FAMILIES = ['opus', 'sonnet', 'haiku'];
/** Those of the conversation itself, whose prompts grow. */
const LARGE = ['opus', 'sonnet'];

export interface Gateway {
  readonly server: ServerSettings;
  readonly token: string | undefined;
  readonly models: RoutedModels;
}

/**
 * What a client must know of the gateway under the present settings.
 *
 * @throws SettingsError
 */
export async function readGateway(): Promise<Gateway> {
  const app = await createSilentApp();
  try {
    const models = app.get(ModelsService);
    const { SCALE_CONTEXT: isScaled } = app.get(MessagesSettings);
    const { FIRST_BYTE_TIMEOUT_SECONDS: firstByte, IDLE_TIMEOUT_SECONDS: idle } = app.get(TransportSettings);
    return {
      server: app.get(ServerSettings),
      token: app.get(AuthSettings).ANTHROPIC_AUTH_TOKEN,
      models: {
        routes: models.longTargets(LARGE.map((family) => newestOf(app, family))),
        // Scaled figures fit the window that the client assumes.
        windowOf: (route) => (isScaled ? undefined : models.windowOf(route)),
        families: listFamilies(app, models),
        waits: [app.get(LimitsSettings).QUEUE_TIMEOUT_SECONDS, firstByte, idle],
      },
    };
  } finally {
    await app.close();
  }
}

/** The families that a model of another name answers for. */
function listFamilies(app: INestApplication, models: ModelsService): readonly ServedFamily[] {
  return FAMILIES.flatMap((family) => {
    const id = newestOf(app, family);
    const target = models.route(id);
    if (target.model.includes(`claude-${family}`)) return [];
    return [{ family: family.toUpperCase(), id, target }];
  });
}

/** The client's name of the newest model of a family: rules of `MODEL_MAP` are matched with it. */
function newestOf(app: INestApplication, family: string): string {
  const name = `claude-${family}`;
  return app.get(CatalogueService).find(name)?.model.id ?? name;
}
