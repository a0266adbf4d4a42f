import { Controller, Get, Res } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import { isOperator } from '../../http/auth/require-model.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { MetricsPage } from './metrics-page.js';

/** The metrics on the gateway's own port, behind its token. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly page: MetricsPage) {}

  @Get()
  async read(@Res() response: GatewayResponse): Promise<void> {
    // They name every token and its cost.
    if (!isOperator(response.locals.requestContext.token))
      throw new ApiError('permission_error', 'metrics are for ANTHROPIC_AUTH_TOKEN, or at METRICS_PORT');
    response.setHeader('content-type', this.page.contentType);
    response.end(await this.page.text());
  }
}
