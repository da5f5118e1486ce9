import { useEffect, useState } from 'react';
import { editsOf, isPiece, type Link, pieceName, type PieceLink, withEdits } from '../link';
import type { Edit } from './edits';
import { forgetLocks } from './locks';

export interface Rework {
  edits: readonly Edit[];
  busy: boolean;
  apply: (edit: Edit) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

interface Making {
  busy: boolean;
  make: (link: PieceLink) => void;
}

/**
 * Changes of the piece in the address. Each is one more step in the address, so the browser's own
 * back button undoes it too, and the link still makes the whole piece.
 */
export function useRework(link: Link, making: Making, onGo: (link: Link) => void): Rework {
  const edits = editsOf(link);
  const brief = pieceName(withEdits(link, []));
  const [undone, setUndone] = useState<{ brief: string; steps: readonly Edit[] }>();
  const again = undone?.brief === brief ? undone.steps : [];
  useEffect(forgetLocks, [brief]);

  const go = (steps: readonly Edit[]) => onGo(withEdits(link, steps));
  const [next] = again;
  return {
    edits,
    busy: making.busy,
    apply: (edit) => {
      if (!isPiece(link)) return;
      setUndone(undefined);
      making.make(withEdits(link, [...edits, edit]));
    },
    undo:
      edits.length > 0
        ? () => {
            setUndone({ brief, steps: [...edits.slice(-1), ...again] });
            go(edits.slice(0, -1));
          }
        : undefined,
    redo: next
      ? () => {
          setUndone({ brief, steps: again.slice(1) });
          go([...edits, next]);
        }
      : undefined,
  };
}
