/** Seconds as `m:ss`, whole seconds, never negative. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A number with at most one decimal, and none where it is whole. */
export function plain(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The text with a capital at its start. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `FOO_BAR` and `foo-bar` as words with a capital: `Foo bar`. */
export function words(identifier: string): string {
  return capital(identifier.replaceAll(/[_-]+/g, ' ').trim().toLowerCase());
}
