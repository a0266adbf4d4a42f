import { hostname } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { auditTime, concat, defer, EMPTY, exhaustMap, interval, merge, Observable, of, Subject, takeUntil } from 'rxjs';
import type { NamedToken } from '../../context/named-token.types.js';
import { RoutingSettings } from '../../routing/routing.settings.js';
import { readVersion } from '../../config/read-version.js';
import { DrainService } from '../../http/drain/drain.service.js';
import { RequestFeed } from '../../context/request.feed.js';
import { toOperation } from '../../context/to-operation.js';
import { listRoutes, namesToShow, type RouteRow } from '../../routing/models/list-routes.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { fitsPattern } from '../../routing/models/parse-model-map.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import type { Figures } from './figures.types.js';
import { FiguresService } from './figures.service.js';
import { toViewer } from './records/viewer.js';

/** Milliseconds in which changes are collected into one update. */
const DEBOUNCE_MS = 500;
/** Milliseconds after which a page gets an update also where nothing changed. */
const HEARTBEAT_MS = 5000;

/** An update for a page: all figures, and the requests that ended since the last update. */
export interface StatusUpdate extends Omit<Figures, 'last'> {
  readonly version: string;
  /** The name of this machine, pod or container: another replica has figures of its own. */
  readonly host: string;
  readonly now: number;
  readonly state: 'running' | 'stopping';
  /** The name of the viewer's token, where there are tokens. */
  readonly viewer: string | undefined;
  readonly sees_all: boolean;
  /** No provider is configured. */
  readonly is_demo: boolean;
  readonly routes: readonly RouteRow[];
}

/** Sends the figures of the gateway to status pages. */
@Injectable()
export class StatusService implements OnModuleDestroy {
  private readonly version = readVersion();
  private readonly closing = new Subject<void>();

  constructor(
    private readonly feed: RequestFeed,
    private readonly drain: DrainService,
    private readonly models: ModelsService,
    private readonly registry: ProviderRegistry,
    private readonly settings: RoutingSettings,
    private readonly figures: FiguresService,
  ) {}

  /** A gateway that stops waits for open requests, and event streams of pages never end. */
  onModuleDestroy(): void {
    this.closing.next();
  }

  /** The present data for a viewer: an operator's is that of all clients, any other's its own. */
  async show(token: NamedToken | undefined): Promise<StatusUpdate> {
    const { last: _, ...figures } = await this.figures.read(toViewer(token), 0);
    return { ...this.describe(token), ...figures };
  }

  /** Sends a page the present data, and an update after every change. */
  watch(token: NamedToken | undefined): Observable<StatusUpdate> {
    const beats = merge(this.news(), interval(HEARTBEAT_MS)).pipe(auditTime(DEBOUNCE_MS));
    return defer(() => {
      let result = 0;
      return concat(of(undefined), this.drain.isDraining ? EMPTY : beats.pipe(takeUntil(this.closing))).pipe(
        // What changes while an update is read is in the next one.
        exhaustMap(async () => {
          const { last, ...figures } = await this.figures.read(toViewer(token), result);
          result = last;
          return { ...this.describe(token), ...figures };
        }),
      );
    });
  }

  /** Emits when a request to a model begins, and when one is over. */
  private news(): Observable<void> {
    return new Observable<void>((subscriber) => {
      subscriber.add(
        this.feed.started.add('status page', ({ request }) => {
          if (toOperation(request) === 'messages') subscriber.next();
        }),
      );
      subscriber.add(this.figures.news.add('status page', () => subscriber.next()));
    });
  }

  private describe(token: NamedToken | undefined): Omit<StatusUpdate, keyof Figures> {
    return {
      version: this.version,
      host: hostname(),
      now: Date.now(),
      state: this.drain.isDraining ? 'stopping' : 'running',
      viewer: token?.name,
      sees_all: toViewer(token).seesAll,
      is_demo: this.models.preferred.manifest.isLastResort === true,
      routes: this.routesOf(token),
    };
  }

  private routesOf(token: NamedToken | undefined): readonly RouteRow[] {
    const names = namesToShow(this.settings.MODEL_MAP, this.registry);
    const allowed = token?.models;
    const shown = names.filter((name) => allowed?.some((pattern) => fitsPattern(pattern, name)) ?? true);
    return listRoutes(shown, this.models, this.registry);
  }
}
