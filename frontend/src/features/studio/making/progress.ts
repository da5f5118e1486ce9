import { create } from 'zustand';
import type { ProgressOut } from '@/api';

/** Where the piece stands that is being made. */
export interface Standing {
  progress?: ProgressOut;
  /** Its chords as a chart, once they are there. */
  chart?: string;
}

interface ProgressState {
  standing: Standing | undefined;
}

export const useProgress = create<ProgressState>(() => ({ standing: undefined }));

/** Follows one piece in the making; what was followed before is not heard any more. */
export function follow() {
  let standing: Standing = {};
  useProgress.setState({ standing });
  const isShown = () => useProgress.getState().standing === standing;
  return {
    tell: (news: Standing) => {
      if (!isShown()) return;
      standing = { ...standing, ...news };
      useProgress.setState({ standing });
    },
    end: () => {
      if (isShown()) useProgress.setState({ standing: undefined });
    },
  };
}
