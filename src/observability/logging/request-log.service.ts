import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { CostService } from '../cost/cost.service.js';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import { isCredentialRefusal } from '../../routing/fallback/circuit-breaker.js';
import { toRoute } from '../../context/to-operation.js';
import { toJudgeFields } from './to-judge-fields.js';
import { toLogFields } from './to-log-fields.js';

/** One line for each request, at its end; health checks and similar requests are logged at `debug`. */
@Injectable()
export class RequestLogService {
  constructor(feed: RequestFeed, log: PinoLogger, costs: CostService) {
    // The root logger: the one of a request would write its id a second time.
    const { logger } = log;
    feed.ended.add('log', (watched) => {
      const { request, response } = watched;
      const { requestContext } = response.locals;
      const fields = toLogFields(request, response, costs.of(requestContext));
      const judged = toJudgeFields(requestContext, costs.of(requestContext.judgement ?? {}));
      logger[levelOf(watched)]({ ...fields, ...judged }, 'request');
    });
  }
}

/** The routes that only observe the gateway. */
const QUIET = /^\/(health.*|api\/hello|metrics|status(\/.*)?)?$/;

function levelOf({ request, response }: ObservedRequest): 'debug' | 'info' | 'warn' | 'error' {
  const { error } = response.locals.requestContext;
  // Without an error of the gateway the status is the upstream's, forwarded byte by byte.
  if (error?.origin !== 'gateway' && isCredentialRefusal(error?.status ?? response.statusCode)) return 'error';
  if (error !== undefined && error.status >= 500) return error.status === 500 ? 'error' : 'warn';
  return response.statusCode < 400 && QUIET.test(toRoute(request) ?? '') ? 'debug' : 'info';
}
