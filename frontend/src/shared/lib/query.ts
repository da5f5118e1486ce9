/** Addresses as plain text: `?key=Bb+minor&seed=7`, readable and easy to write by hand. */

export function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

export function writeQuery(values: object): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return query ? `?${query}` : '';
}
