import { Controller, Get } from '@nestjs/common';
import type { Schema } from './schemas.js';
import { toOpenApi } from './to-open-api.js';

/** The description of this surface, for generators of clients. */
@Controller('openapi.json')
export class OpenApiController {
  private readonly document = toOpenApi();

  @Get()
  read(): Schema {
    return this.document;
  }
}
