import { type DynamicModule, Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { CheckedSettings } from '../checked-settings.js';
import { LiveSecrets } from './live-secrets.js';
import type { SecretFile } from './read-secret-files.js';
import { SecretValues } from './secret-values.js';

/** The secrets that are in files, for every module. */
@Module({})
export class LiveSecretsModule {
  static forRoot(files: readonly SecretFile[]): DynamicModule {
    return {
      module: LiveSecretsModule,
      global: true,
      providers: [
        {
          provide: LiveSecrets,
          inject: [CheckedSettings, SecretValues, PinoLogger],
          useFactory: ({ all }: CheckedSettings, secrets: SecretValues, log: PinoLogger) =>
            new LiveSecrets(files, all, secrets, log),
        },
      ],
      exports: [LiveSecrets],
    };
  }
}
