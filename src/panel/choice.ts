import type { ProviderEntry } from '../api/wire';

/** More rows than anybody reads, and few enough to draw between two key presses. */
export const MOST_ROWS = 40;

export interface IChoice {
  readonly rows: readonly ProviderEntry[];
  /** How many more there are, to be found by searching. */
  readonly hidden: number;
}

/**
 * The providers to show, in the server's order: in use, configured, the rest.
 * Without a search the rest is left out, unless it was given a mode.
 */
export function choose(
  providers: readonly ProviderEntry[],
  search: string
): IChoice {
  const wanted = search.trim().toLowerCase();
  const found = providers.filter(
    wanted
      ? ({ id, name }) =>
          id.toLowerCase().includes(wanted) ||
          name.toLowerCase().includes(wanted)
      : matters
  );
  const rows = found.slice(0, MOST_ROWS);
  return {
    rows,
    hidden: (wanted ? found.length : providers.length) - rows.length
  };
}

function matters(provider: ProviderEntry): boolean {
  return (
    provider.in_use ||
    provider.configured ||
    provider.mode !== null ||
    provider.models.length > 0 ||
    provider.decision.locked
  );
}
