import { create } from 'zustand';
import { remember, remembered } from '@/shared/lib/storage';

/** How a chart names its chords: what is large, and the numbers beneath. */
export const FIGURES = ['roman', 'nashville', 'symbols', 'roman-alone', 'nashville-alone'] as const;
export type Figures = (typeof FIGURES)[number];

function kept(): Figures {
  return FIGURES.find((figures) => figures === remembered('figures')) ?? 'roman';
}

/** The choice stays with the browser. */
export const useFigures = create<{ figures: Figures }>(() => ({ figures: kept() }));

export function chooseFigures(value: string): void {
  const figures = FIGURES.find((known) => known === value);
  if (!figures) return;
  remember('figures', figures);
  useFigures.setState({ figures });
}

export type Figure = 'symbol' | 'roman' | 'nashville';

/** What stands large and what beneath it. */
export const SHOWN: Record<Figures, { main: Figure; below?: Figure }> = {
  roman: { main: 'symbol', below: 'roman' },
  nashville: { main: 'symbol', below: 'nashville' },
  symbols: { main: 'symbol' },
  'roman-alone': { main: 'roman' },
  'nashville-alone': { main: 'nashville' },
};
