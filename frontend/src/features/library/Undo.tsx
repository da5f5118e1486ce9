import { useEffect, useRef } from 'react';
import type { LibraryPiece } from '@/api';
import { library as text } from '@/shared/i18n/library';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';

interface UndoProps {
  /** What was removed last. */
  piece: LibraryPiece | undefined;
  onUndo: (piece: LibraryPiece) => void;
  onClose: () => void;
}

/** The way back after a removal. It stays until it is used or put away: nobody has to hurry. */
export function Undo({ piece, onUndo, onClose }: UndoProps) {
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone with its row.
  useEffect(() => undo.current?.focus({ preventScroll: true }), [piece]);
  if (!piece) return null;
  return (
    <div className="library-undo">
      <p className="min-w-0 truncate">{text.removed(piece.title)}</p>
      <Button ref={undo} onClick={() => onUndo(piece)}>
        {text.undo}
      </Button>
      <button type="button" aria-label={text.close} className="library-act" onClick={onClose}>
        <Icon name="close" size={18} />
      </button>
    </div>
  );
}
