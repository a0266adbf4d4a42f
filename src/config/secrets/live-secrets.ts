import type { OnApplicationShutdown, Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { isSecret, settingsOf } from '@gateway/provider-kit';
import type { PinoLogger } from 'nestjs-pino';
import { checkSettings } from '../check-settings.js';
import { SettingsError } from '../settings.error.js';
import { WatchedFile } from '../watched-file.js';
import { FILE_SUFFIX, type SecretFile, toSecret } from './read-secret-files.js';
import type { SecretValues } from './secret-values.js';

/** Every settings class with its instance. */
type Checked = ReadonlyMap<Type<object>, object>;

/**
 * The secrets that are in files. A changed file changes the settings that have its secret; what was made of the former
 * value is to be renewed by those that hold it, who register for it.
 */
export class LiveSecrets implements OnApplicationShutdown {
  private readonly watched: readonly WatchedFile<string>[];
  private readonly listeners = new Map<object, Set<() => void>>();

  /** @throws SettingsError where a file has become unreadable since the settings were read */
  constructor(
    files: readonly SecretFile[],
    private readonly checked: Checked,
    private readonly secrets: SecretValues,
    private readonly log: PinoLogger,
  ) {
    this.watched = files.map((file) => this.watch(file));
  }

  /**
   * Registers a function that is called after a secret of these settings has changed.
   *
   * @param settings the injected instance
   */
  onChange(settings: object, listener: () => void): void {
    const known = this.listeners.get(settings) ?? new Set();
    this.listeners.set(settings, known.add(listener));
  }

  onApplicationShutdown(): void {
    for (const file of this.watched) file.close();
  }

  private watch({ variable, path }: SecretFile): WatchedFile<string> {
    const name = `${variable}${FILE_SUFFIX}`;
    const onChange = (secret: string): void => {
      this.replace(variable, secret);
      this.log.info(`${name} was reloaded`);
    };
    const onError = (error: Error): void =>
      this.log.error({ err: error }, `${name} cannot be used: the former value stays in force`);
    try {
      return new WatchedFile({ path, parse: (text) => this.parse(variable, text), onChange, onError });
    } catch (error) {
      throw new SettingsError([`${name}: ${(error as Error).message}`]);
    }
  }

  /** @throws Error where the value is no valid one of its setting; the message does not contain it */
  private parse(variable: string, text: string): string {
    const secret = toSecret(text);
    const mistakes = this.ownersOf(variable).flatMap(
      ({ settings }) => checkSettings(settings, { [variable]: secret }).mistakes,
    );
    if (mistakes.length > 0) throw new Error(mistakes[0]);
    return secret;
  }

  private replace(variable: string, secret: string): void {
    // Before its first use: from then on it may appear in an error.
    this.secrets.add(secret);
    for (const { settings, instance, property } of this.ownersOf(variable)) {
      const { value } = checkSettings(settings, { [variable]: secret });
      Object.assign(instance, { [property]: ownValue(value as Record<string, unknown>, property) });
      for (const listener of this.listeners.get(instance) ?? []) listener();
    }
  }

  /** The settings that read a variable: several classes may. */
  private ownersOf(variable: string): readonly { settings: Type<object>; instance: object; property: string }[] {
    return [...this.checked].flatMap(([settings, instance]) =>
      settingsOf(settings)
        .filter(({ name, alias, property }) => [name, alias].includes(variable) && isSecret(settings, property))
        .map(({ property }) => ({ settings, instance, property })),
    );
  }
}
