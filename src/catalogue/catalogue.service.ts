import type { OnApplicationShutdown } from '@nestjs/common';
import {
  BUILT_IN_ROWS,
  mergeRows,
  ModelCatalogue,
  type ModelLookup,
  type ModelMatch,
  type ModelRow,
} from '@gateway/model-catalogue';
import type { PinoLogger } from 'nestjs-pino';
import { WatchedFile } from '../config/watched-file.js';
import { loadModelsParser } from './models-file.js';

/** The catalogue of models: the built-in rows, and those of `MODELS_FILE`, which is read again when it changes. */
export class CatalogueService implements ModelLookup, OnApplicationShutdown {
  private current = new ModelCatalogue(BUILT_IN_ROWS);
  private added: readonly ModelRow[] = [];
  private file: WatchedFile<readonly ModelRow[]> | undefined;

  /** @throws SettingsError that lists every mistake of the file */
  static async open(path: string | undefined, log: Pick<PinoLogger, 'info' | 'error'>): Promise<CatalogueService> {
    const service = new CatalogueService();
    if (path === undefined) return service;
    service.file = new WatchedFile({
      path,
      parse: await loadModelsParser(),
      onChange: (rows) => {
        service.use(rows);
        log.info({ count: rows.length }, 'MODELS_FILE was reloaded');
      },
      onError: (error) => log.error({ err: error }, 'MODELS_FILE cannot be used: the former rows stay in force'),
    });
    service.use(service.file.content);
    return service;
  }

  /** The catalogue of this moment. */
  get catalogue(): ModelCatalogue {
    return this.current;
  }

  /** Ids of the operator's rows. */
  get addedIds(): readonly string[] {
    return this.added.map(({ id }) => id);
  }

  find(id: string, maker?: string): ModelMatch | undefined {
    return this.current.find(id, maker);
  }

  onApplicationShutdown(): void {
    this.file?.close();
  }

  private use(rows: readonly ModelRow[]): void {
    this.added = rows;
    this.current = new ModelCatalogue(mergeRows(BUILT_IN_ROWS, rows));
  }
}
