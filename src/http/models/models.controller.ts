import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import { mayAsk } from '../auth/require-model.js';
import type { GatewayResponse } from '../../context/request-context.js';
import type { ModelInfo } from '../../routing/models/list-models.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { type ModelPage, pageModels, type PageQuery } from './page-models.js';

/** The models that this gateway offers to a client, from the settings; no upstream is called. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly service: ModelsService) {}

  @Get()
  list(@Query() query: PageQuery, @Res({ passthrough: true }) response: GatewayResponse): ModelPage {
    return pageModels(this.offeredTo(response), query);
  }

  @Get(':id')
  show(@Param('id') id: string, @Res({ passthrough: true }) response: GatewayResponse): ModelInfo {
    const model = this.offeredTo(response).find((known) => known.id === id);
    if (model === undefined) throw new ApiError('not_found_error', `model: ${id}`);
    return model;
  }

  private offeredTo({ locals }: GatewayResponse): readonly ModelInfo[] {
    return this.service.models.filter(({ id }) => mayAsk(locals.requestContext.token, id));
  }
}
