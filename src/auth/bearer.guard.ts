import { hash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiError } from '@gateway/protocol';
import type { Request } from 'express';
import { HouseSettings } from '../config/house.settings.js';
import { Open } from './open.decorator.js';

/**
 * Lets in who brings the gateway's token, as `x-api-key` or as `Authorization: Bearer`; with both, either will do.
 * Runs before a byte of the body is read.
 */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly expected: Buffer | undefined;

  constructor(
    private readonly reflector: Reflector,
    { ANTHROPIC_AUTH_TOKEN: token }: HouseSettings,
  ) {
    this.expected = token === undefined ? undefined : sha256(token);
  }

  canActivate(context: ExecutionContext): boolean {
    const { expected } = this;
    if (expected === undefined || this.isOpen(context)) return true;
    const { headers } = context.switchToHttp().getRequest<Request>();
    const bearer = /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    const offered = [headers['x-api-key'], bearer].filter((token) => typeof token === 'string');
    // Digests are of one length, so the comparison tells nothing about the token.
    if (offered.some((token) => timingSafeEqual(sha256(token), expected))) return true;
    const problem = offered.length === 0 ? 'x-api-key or authorization header is required' : 'invalid token';
    throw new ApiError('authentication_error', problem);
  }

  private isOpen(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride(Open, [context.getHandler(), context.getClass()]);
  }
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
