import { enTools, type ToolsCatalogue } from './en-tools';

/** The sentences of what is loaded late: apart from the others, so that they come late too. */
export const tools: ToolsCatalogue = enTools;
