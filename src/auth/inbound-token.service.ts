import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HouseSettings } from '../config/house.settings.js';

/** Knows the gateway's token, brought as `x-api-key` or as `Authorization: Bearer`; with both, either will do. */
@Injectable()
export class InboundTokenService {
  private readonly expected: Buffer | undefined;

  constructor({ ANTHROPIC_AUTH_TOKEN: token }: HouseSettings) {
    this.expected = token === undefined ? undefined : sha256(token);
  }

  /** What these headers bring; without a token to bring, everything is right. */
  check(headers: IncomingHttpHeaders): 'right' | 'wrong' | 'missing' {
    const { expected } = this;
    if (expected === undefined) return 'right';
    const bearer = /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    const offered = [headers['x-api-key'], bearer].filter((token) => typeof token === 'string');
    if (offered.length === 0) return 'missing';
    // Digests are of one length, so the comparison tells nothing about the token.
    return offered.some((token) => timingSafeEqual(sha256(token), expected)) ? 'right' : 'wrong';
  }
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
