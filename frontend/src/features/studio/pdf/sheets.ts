/** Sheets by name, in points of a 72nd of an inch. */
export const SHEETS = { a4: [595.28, 841.89], letter: [612, 792] } as const;
export type SheetName = keyof typeof SHEETS;
