import { describe, expect, it } from '@jest/globals';
import { Describe } from '@gateway/provider-kit';
import { findUrlSetting } from './find-url-setting.js';

class AcmeSettings {
  @Describe('key')
  ACME_KEY = 'https';

  @Describe('address')
  ACME_URL?: string = 'https://acme.test/portal';
}

describe('findUrlSetting', () => {
  it('finds the variable whose host it is', () => {
    expect(findUrlSetting(new AcmeSettings(), 'https://acme.test/v1/chat')).toBe('ACME_URL');
  });

  it('has other words for an address that is built in', () => {
    expect(findUrlSetting(new AcmeSettings(), 'https://elsewhere.test/v1')).toBe("the provider's URL");
  });
});
