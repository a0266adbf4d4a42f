import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { ModelInfo } from './list-models.js';
import { ModelsService } from './models.service.js';
import { type ModelPage, pageModels, type PageQuery } from './page-models.js';

/** The models that this gateway offers; answered from the settings, never by asking upstream. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly service: ModelsService) {}

  @Get()
  list(@Query() query: PageQuery): ModelPage {
    return pageModels(this.service.models, query);
  }

  @Get(':id')
  show(@Param('id') id: string): ModelInfo {
    const model = this.service.models.find((known) => known.id === id);
    if (model === undefined) throw new ApiError('not_found_error', `model: ${id}`);
    return model;
  }
}
