import { Injectable } from '@nestjs/common';

/**
 * Why a prompt was not read from a cache as before. `translation`: the gateway changed what the client only continued;
 * `client`: the client changed it; `upstream`: nothing differs, the cache was gone.
 */
export type BreakReason = 'translation' | 'client' | 'upstream';

export interface CacheBreak {
  readonly reason: BreakReason;
  /** `tools`, `system`, `message`, or `none`. */
  readonly part: string;
}

/** The number of breaks by reason and part, for the metrics. */
@Injectable()
export class CacheBreaks {
  private readonly byKind = new Map<string, { readonly kind: CacheBreak; count: number }>();

  get all(): Iterable<{ readonly kind: CacheBreak; readonly count: number }> {
    return this.byKind.values();
  }

  add(kind: CacheBreak): void {
    const key = `${kind.reason} ${kind.part}`;
    const entry = this.byKind.get(key) ?? { kind, count: 0 };
    entry.count++;
    this.byKind.set(key, entry);
  }
}
