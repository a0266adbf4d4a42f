import { Reflector } from '@nestjs/core';

/** Marks routes that need no credential. */
export const Open = Reflector.createDecorator<boolean>();
