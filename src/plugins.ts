import type { Type } from '@nestjs/common';
import { AnthropicPlugin } from '@gateway/anthropic';
import { AzurePlugin } from '@gateway/azure';
import { DemoPlugin } from '@gateway/demo';
import { GeminiPlugin } from '@gateway/gemini';
import { OpenAiPlugin } from '@gateway/openai';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { ClaudePlugin, VertexPlugin } from '@gateway/vertex';

/** Every provider plugin, one line each. Where several could serve a model, the first one does. */
export const PLUGINS: readonly Type<ProviderPlugin>[] = [
  OpenAiPlugin,
  AzurePlugin,
  GeminiPlugin,
  VertexPlugin,
  AnthropicPlugin,
  ClaudePlugin,
  DemoPlugin,
];
