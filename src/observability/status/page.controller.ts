import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { Request, Response } from 'express';
import { Open } from '../../http/auth/open.decorator.js';
import { PAGE_HEADERS } from './page-headers.js';
import { readPageFiles } from './read-page-files.js';

const SHELL = 'index.html';

/** The files of the status page, without data and without a token. The data needs the token. */
@Open(true)
@Controller()
export class PageController {
  private readonly files = readPageFiles();

  /** The page for a browser; for other clients the response of a health check. */
  @Get()
  root(@Req() request: Request, @Res() response: Response): void {
    response.vary('accept');
    if (request.accepts(['json', 'html']) === 'html') this.send(SHELL, response);
    else response.json({ status: 'ok' });
  }

  @Get('status/page/*path')
  file(@Param('path') path: readonly string[], @Res() response: Response): void {
    this.send(path.join('/'), response);
  }

  private send(name: string, response: Response): void {
    const file = this.files.get(name);
    if (file === undefined) throw new ApiError('not_found_error', 'there is no such file');
    response.set(PAGE_HEADERS).type(file.type).send(file.bytes);
  }
}
