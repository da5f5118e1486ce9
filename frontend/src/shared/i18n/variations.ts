import { enVariations, type VariationsCatalogue } from './en-variations';

/** The sentences of variations: they come when they are opened. */
export const variations: VariationsCatalogue = enVariations;
