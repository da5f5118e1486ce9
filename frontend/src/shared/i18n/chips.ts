import { enChips, type ChipsCatalogue } from './en-chips';

/** The sentences of what was understood: nothing is, until words are typed. */
export const chips: ChipsCatalogue = enChips;
