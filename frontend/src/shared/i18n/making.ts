import { enMaking } from './en-making';

/** The sentences in force of a piece in the making. */
export const making: typeof enMaking = enMaking;
