/** Google's two services for Gemini: they differ in a few fields (contract §22). */
export type Surface = 'ai-studio' | 'vertex';
