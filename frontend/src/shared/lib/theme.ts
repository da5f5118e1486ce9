import { create } from 'zustand';
import { remember, remembered } from './storage';

export type Theme = 'light' | 'dark';

interface ThemeState {
  theme: Theme;
  choose: (theme: Theme) => void;
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** The theme in force: the system's until the user chooses one. */
export const useTheme = create<ThemeState>((set) => ({
  theme: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  choose: (theme) => {
    remember('theme', theme);
    apply(theme);
    set({ theme });
  },
}));

/** Follows the system while the user has not chosen. Call once, when the page starts. */
export function followSystemTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => {
    if (remembered('theme')) return;
    const theme = dark.matches ? 'dark' : 'light';
    apply(theme);
    useTheme.setState({ theme });
  });
}
