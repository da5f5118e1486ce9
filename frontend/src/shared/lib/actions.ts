import { useEffect, useRef } from 'react';

/** Something that can be done now. */
export interface Action {
  /** Names it within the page. */
  id: string;
  label: string;
  /** What it belongs to. */
  group: string;
  /** The key that does the same, as it is called. */
  shortcut?: string | undefined;
  run: () => void;
}

type Provider = () => readonly Action[];

const providers = new Set<Provider>();

/** Everything that can be done now, by whatever is in the page; the first of an id wins. */
export function possibleActions(): Action[] {
  const byId = new Map<string, Action>();
  for (const provide of providers) {
    for (const action of provide()) if (!byId.has(action.id)) byId.set(action.id, action);
  }
  return [...byId.values()];
}

/** Offers actions while the component is there; they are asked for when the list is opened. */
export function useActions(provide: Provider): void {
  const latest = useRef(provide);
  useEffect(() => {
    latest.current = provide;
  });
  useEffect(() => {
    const ask = () => latest.current();
    providers.add(ask);
    return () => {
      providers.delete(ask);
    };
  }, []);
}
