/** Small preferences kept in the browser; a browser that forbids it just forgets them. */

export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`gospel-keys.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`gospel-keys.${name}`, value);
  } catch {
    // Private windows may refuse; the preference lasts as long as the page.
  }
}
