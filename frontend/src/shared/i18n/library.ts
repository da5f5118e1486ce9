import { enLibrary, type LibraryCatalogue } from './en-library';

/** The library's sentences: apart from the others, so that they come when it is opened. */
export const library: LibraryCatalogue = enLibrary;
