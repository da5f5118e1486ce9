import { create } from 'zustand';

interface Locks {
  chords: ReadonlySet<string>;
}

/** Chords that stay as they are when their bars are drawn anew. */
export const useLocks = create<Locks>(() => ({ chords: new Set() }));

export function toggleLock(chordId: string): void {
  useLocks.setState(({ chords }) => {
    const next = new Set(chords);
    if (!next.delete(chordId)) next.add(chordId);
    return { chords: next };
  });
}

/** Another piece has other chords. */
export function forgetLocks(): void {
  useLocks.setState({ chords: new Set() });
}
