/** Google's two services for Gemini: what they take differs in a few places (contract §22). */
export type Surface = 'ai-studio' | 'vertex';
