import { en, type Catalogue } from './en';

/** The sentences in force. */
export const text: Catalogue = en;
