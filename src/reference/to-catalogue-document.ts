import { BUILT_IN_ROWS, ModelCatalogue, SOURCES, toModelsPage } from '@gateway/model-catalogue';

/** The text of `docs/models.md`, with the prices of the day on which the newest source was read. */
export function toCatalogueDocument(): string {
  const days = Object.values(SOURCES).map(({ date }) => date);
  const newest =
    days
      .filter((day) => day.length === '2026-11-28'.length)
      .sort()
      .at(-1) ?? '';
  return toModelsPage(new ModelCatalogue(BUILT_IN_ROWS), SOURCES, newest);
}
