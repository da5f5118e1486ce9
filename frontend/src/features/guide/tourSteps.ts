import { tools } from '@/shared/i18n/tools';

interface Step {
  title: string;
  text: string;
  /** What the step is about; it may not be in the page yet. */
  target: string;
}

const { words, chords, play } = tools.tour.steps;

/** The three things to know. */
export const STEPS: readonly Step[] = [
  { ...words, target: '.prompt' },
  { ...chords, target: '.chart' },
  { ...play, target: '.studio-dock [role=group], .keyboard' },
];
