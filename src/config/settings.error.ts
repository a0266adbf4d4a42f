/** The gateway cannot start with these settings. Every mistake names its variable and the valid values. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}
