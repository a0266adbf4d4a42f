import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { ListedModel } from '@gateway/provider-kit';
import type { GatewayResponse } from '../../context/request-context.js';
import { OfferedModelsService } from './offered-models.service.js';
import { type ModelPage, pageModels, type PageQuery } from './page-models.js';

/** The models that this gateway offers to a client, from the settings; no upstream is called. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly offered: OfferedModelsService) {}

  @Get()
  async list(@Query() query: PageQuery, @Res({ passthrough: true }) { locals }: GatewayResponse): Promise<ModelPage> {
    return pageModels(await this.offered.offeredTo(locals.requestContext.token), query);
  }

  @Get(':id')
  async show(@Param('id') id: string, @Res({ passthrough: true }) { locals }: GatewayResponse): Promise<ListedModel> {
    const models = await this.offered.offeredTo(locals.requestContext.token);
    const model = models.find((known) => known.id === id);
    if (model === undefined) throw new ApiError('not_found_error', `model: ${id}`);
    return model;
  }
}
