import { findUnknownSettings } from '../config/find-unknown-settings.js';
import { readEnvironment, readGivenNames } from '../config/read-environment.js';
import { describeStartFailure } from '../process/describe-start-failure.js';
import { start } from '../process/start.js';

export interface StartOptions {
  readonly check?: true;
  readonly host?: string;
  readonly port?: string;
}

/** `start`: starts the gateway; with `--check` only checks the settings, with an exit code. */
export async function startCommand({ check, host, port }: StartOptions): Promise<void> {
  const overrides = { ...(host === undefined ? {} : { HOST: host }), ...(port === undefined ? {} : { PORT: port }) };
  if (check !== true) return start(overrides);
  try {
    // Imported late: a start loads only the modules of its kind of process.
    const { AppModule } = await import('../app/app.module.js');
    const { PLUGINS } = await import('../plugins.js');
    const { loadPlugins } = await import('../routing/registry/load-plugins.js');
    const environment = { ...readEnvironment(), ...overrides };
    const plugins = [...PLUGINS, ...(await loadPlugins(environment))];
    await AppModule.forRoot(plugins, environment);
    const { SettingsModule } = await import('../app/settings.module.js');
    for (const note of findUnknownSettings(readGivenNames(), SettingsModule.namesOf(plugins).names)) console.log(note);
    console.log('The settings are valid.');
  } catch (error) {
    console.error(describeStartFailure(error));
    process.exitCode = 1;
  }
}
