import type { Type } from '@nestjs/common';
import { DemoPlugin } from '@gateway/demo';
import { OpenAiPlugin } from '@gateway/openai';
import type { ProviderPlugin } from '@gateway/provider-kit';

/** THE LIST: every provider plugin, one line each. Where several could answer, the first one does. */
export const PLUGINS: readonly Type<ProviderPlugin>[] = [OpenAiPlugin, DemoPlugin];
