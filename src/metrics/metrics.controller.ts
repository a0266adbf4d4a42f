import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { MetricsPage } from './metrics-page.js';

/** The metrics on the gateway's own port, behind its token. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly page: MetricsPage) {}

  @Get()
  async read(@Res() response: Response): Promise<void> {
    response.setHeader('content-type', this.page.contentType);
    response.end(await this.page.text());
  }
}
