import { create } from 'zustand';

interface Announcement {
  text: string;
  /** Counts up so that the same sentence twice is heard twice. */
  turn: number;
}

export const useAnnouncement = create<Announcement>(() => ({ text: '', turn: 0 }));

/** Says a sentence through the page's live region. */
export function announce(text: string): void {
  useAnnouncement.setState((last) => ({ text, turn: last.turn + 1 }));
}
