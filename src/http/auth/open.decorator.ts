import { Reflector } from '@nestjs/core';

/** Marks what answers without a credential. */
export const Open = Reflector.createDecorator<boolean>();
