import type { CorrectionRecord } from '@gateway/provider-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { auditTime, concat, defer, EMPTY, interval, map, merge, Observable, of, Subject, takeUntil } from 'rxjs';
import { isOperator } from '../../http/auth/require-model.js';
import type { NamedToken } from '../../context/named-token.types.js';
import { RoutingSettings } from '../../routing/routing.settings.js';
import { readVersion } from '../../config/read-version.js';
import { DrainService } from '../../http/drain/drain.service.js';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import { toOperation } from '../../context/to-operation.js';
import { type ProviderHealth, ProviderHealthService } from '../health/provider-health.service.js';
import { listRoutes, namesToShow, type RouteRow } from '../../routing/models/list-routes.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { fitsPattern } from '../../routing/models/parse-model-map.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { type StatusSnapshot, StatsStore } from './stats-store.js';
import { RecordFeed } from './record.feed.js';

/** Milliseconds in which changes are collected into one update. */
const DEBOUNCE_MS = 500;
/** Milliseconds after which a page gets an update also where nothing changed. */
const HEARTBEAT_MS = 5000;

/** An update for a page: all figures, and the requests that ended since the last update. */
export interface StatusUpdate extends Omit<StatusSnapshot, 'last'> {
  readonly version: string;
  /** In milliseconds since 1970. */
  readonly started_at: number;
  readonly now: number;
  readonly state: 'running' | 'stopping';
  /** Requests in progress. */
  readonly open: number;
  /** The name of the viewer's token, where there are tokens. */
  readonly viewer: string | undefined;
  readonly sees_all: boolean;
  /** No provider is configured. */
  readonly is_demo: boolean;
  readonly routes: readonly RouteRow[];
  readonly providers: Readonly<Record<string, ProviderHealth>>;
  /** What upstreams have asked to be changed in requests; shown to operators. */
  readonly corrections: readonly CorrectionRecord[];
}

/** Stores the finished requests for the status page. */
@Injectable()
export class StatusService implements OnModuleDestroy {
  private readonly stats = new StatsStore();
  private readonly version = readVersion();
  private readonly startedAt = Date.now();
  private readonly closing = new Subject<void>();

  constructor(
    private readonly feed: RequestFeed,
    private readonly drain: DrainService,
    private readonly models: ModelsService,
    private readonly registry: ProviderRegistry,
    private readonly health: ProviderHealthService,
    private readonly settings: RoutingSettings,
    private readonly records: RecordFeed,
    private readonly upstreams: UpstreamContext,
  ) {
    records.ended.add('status', (record) => this.stats.add(record));
  }

  /** A gateway that stops waits for open requests, and event streams of pages never end. */
  onModuleDestroy(): void {
    this.closing.next();
  }

  /** The present data for a viewer: an operator's is that of all clients, any other's its own. */
  show(viewer: NamedToken | undefined): StatusUpdate {
    const { last: _, ...snapshot } = this.stats.show(viewer, 0);
    return this.describe(viewer, snapshot);
  }

  /** Sends a page the present data, and an update after every change. */
  watch(viewer: NamedToken | undefined): Observable<StatusUpdate> {
    const beats = merge(this.news(), interval(HEARTBEAT_MS)).pipe(auditTime(DEBOUNCE_MS));
    return defer(() => {
      let result = 0;
      return concat(of(undefined), this.drain.isDraining ? EMPTY : beats.pipe(takeUntil(this.closing))).pipe(
        map(() => {
          const { last, ...snapshot } = this.stats.show(viewer, result);
          result = last;
          return this.describe(viewer, snapshot);
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
      subscriber.add(this.records.ended.add('status page', () => subscriber.next()));
    });
  }

  private describe(viewer: NamedToken | undefined, snapshot: Omit<StatusSnapshot, 'last'>): StatusUpdate {
    return {
      version: this.version,
      started_at: this.startedAt,
      now: Date.now(),
      state: this.drain.isDraining ? 'stopping' : 'running',
      open: [...this.feed.open].filter((watched) => isOpen(watched, viewer)).length,
      viewer: viewer?.name,
      sees_all: isOperator(viewer),
      is_demo: this.models.preferred.manifest.isLastResort === true,
      routes: this.routesOf(viewer),
      providers: this.health.providers,
      corrections: isOperator(viewer) ? this.upstreams.corrections.list() : [],
      ...snapshot,
    };
  }

  private routesOf(viewer: NamedToken | undefined): readonly RouteRow[] {
    const names = namesToShow(this.settings.MODEL_MAP, this.registry);
    const allowed = viewer?.models;
    const shown = names.filter((name) => allowed?.some((pattern) => fitsPattern(pattern, name)) ?? true);
    return listRoutes(shown, this.models, this.registry);
  }
}

function isOpen({ response }: ObservedRequest, viewer: NamedToken | undefined): boolean {
  const { route, token } = response.locals.requestContext;
  return route !== undefined && (isOperator(viewer) || token?.name === viewer?.name);
}
