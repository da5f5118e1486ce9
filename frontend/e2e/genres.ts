import type { Page } from '@playwright/test';
import type { GenreOut } from '../src/api';

type Variation = Pick<GenreOut, 'id' | 'label' | 'colour' | 'colour_dark' | 'meters'> & {
  bars: number;
  settings: string[];
};

/** A registry grown to five: long and short names, colours all round, settings of their own. */
const MORE: Variation[] = [
  {
    id: 'jazz',
    label: 'Jazz',
    colour: '#0f6b5c',
    colour_dark: '#6fd0bd',
    meters: ['4/4', '3/4', '5/4'],
    bars: 16,
    settings: ['Ballad', 'Standard', 'Uptempo'],
  },
  {
    id: 'blues',
    label: 'Blues',
    colour: '#1f4e79',
    colour_dark: '#7fb8ea',
    meters: ['4/4', '12/8'],
    bars: 12,
    settings: ['Slow', 'Shuffle', 'Fast'],
  },
  {
    id: 'classical',
    label: 'Classical',
    colour: '#8f2333',
    colour_dark: '#f09aa6',
    meters: ['4/4', '3/4', '2/4', '6/8'],
    bars: 16,
    settings: ['Baroque', 'Classical', 'Romantic', 'Impressionist'],
  },
  {
    id: 'neosoul',
    label: 'Neo-soul',
    colour: '#5b3a8e',
    colour_dark: '#c3a2f5',
    meters: ['4/4', '6/8'],
    bars: 8,
    settings: ['Smooth', 'Uptempo'],
  },
];

function vary(pattern: GenreOut, { settings, bars, ...own }: Variation): GenreOut {
  const applications = settings.map((label) => ({
    id: label.toUpperCase(),
    label,
    tempo_min: 60,
    tempo_max: 120,
    description: `What ${label} means`,
  }));
  return {
    ...pattern,
    ...own,
    applications,
    default_application: (settings[1] ?? '').toUpperCase(),
    default_bars: bars,
    example_prompts: [`A ${own.label} example`],
  };
}

/** Lets the page see five genres, the registry's first and four made up from it. */
export async function showFiveGenres(page: Page): Promise<void> {
  await page.route('**/genres', async (route) => {
    const response = await route.fetch();
    const [first] = (await response.json()) as [GenreOut];
    await route.fulfill({ response, json: [first, ...MORE.map((each) => vary(first, each))] });
  });
}
