import { useLayoutEffect } from 'react';
import type { GenreOut } from '@/api';
import { inkOn, parseHex, readable, toHex } from '@/shared/lib/colour';
import { type Theme, useTheme } from '@/shared/lib/theme';

/** The page's ground, as in styles.css: accents are made readable on it. */
const PAPER: Record<Theme, string> = { light: '#fbfaf7', dark: '#171412' };
/** Contrast of a filled shape, and of text, with the page. */
const SHAPE = 3;
const TEXT = 4.5;

/** A genre's colour as the page uses it, readable whatever the registry says. */
export function accentOf(genre: Pick<GenreOut, 'colour' | 'colour_dark'>, theme: Theme) {
  const given = parseHex(theme === 'dark' ? genre.colour_dark : genre.colour);
  const paper = parseHex(PAPER[theme]);
  if (!given || !paper) return undefined;
  const accent = readable(given, paper, SHAPE);
  return {
    '--accent': toHex(accent),
    '--on-accent': toHex(inkOn(accent)),
    '--accent-text': toHex(readable(given, paper, TEXT)),
  };
}

/** Gives the page the genre's colour. */
export function useAccent(genre: GenreOut | undefined): void {
  const theme = useTheme((state) => state.theme);
  useLayoutEffect(() => {
    const accent = genre && accentOf(genre, theme);
    if (!accent) return;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(accent)) style.setProperty(name, value);
  }, [genre, theme]);
}
