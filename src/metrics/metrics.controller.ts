import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { MetricsService } from './metrics.service.js';

/** The metrics on the gateway's own port, behind its token. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  async read(@Res() response: Response): Promise<void> {
    response.setHeader('content-type', this.metrics.contentType);
    response.end(await this.metrics.text());
  }
}
