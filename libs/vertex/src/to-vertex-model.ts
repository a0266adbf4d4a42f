/**
 * The name of a Claude model on Vertex AI, where the version comes after `@`: `claude-sonnet-4-5@20250929`
 * (Anthropic's documentation, "Claude on Vertex AI"). Names without a date, and names in that form already, are
 * unchanged.
 */
export function toVertexModel(model: string): string {
  return model.replace(/^(claude-.+)-(\d{8})$/, '$1@$2');
}
