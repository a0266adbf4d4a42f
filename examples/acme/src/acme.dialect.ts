import type { Dialect, Traits } from '@gateway/provider-kit';
import { AcmeTranslator } from './acme.translator.js';
import type { AcmeBody, AcmeChunk } from './acme.types.js';
import { toAcmeBody } from './to-acme-body.js';
import { toAcmeError } from './to-acme-error.js';

const TRAITS: Traits = {
  upstream: 'acme',
  toolName: { max: 64, foreign: /[^\w-]/g, keep: 55 },
  toolId: { max: 64, keep: 47 },
  maxTools: 128,
  stops: 0,
  singleCallParameter: false,
  documentUrls: false,
  hosted: () => 'refused',
};

/** How Acme is spoken to. */
export const ACME_DIALECT: Dialect<AcmeBody, AcmeChunk> = {
  name: 'acme',
  traits: () => TRAITS,
  path: () => '/answers',
  toBody: toAcmeBody,
  translator: (writer) => new AcmeTranslator(writer),
  asChunks: (reply) => [reply as AcmeChunk],
  toError: toAcmeError,
};
