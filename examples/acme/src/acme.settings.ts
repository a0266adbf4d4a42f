import { Describe, IsHttpUrl, IsText, Secret } from '@gateway/provider-kit';

/** Where Acme is reached. */
export class AcmeSettings {
  @Describe('Key of Acme')
  @Secret()
  @IsText()
  ACME_API_KEY?: string;

  @Describe('Address of Acme')
  @IsHttpUrl()
  ACME_BASE_URL: string = 'https://api.acme.example/v1';
}
