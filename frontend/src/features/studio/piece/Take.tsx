import { useRef, useState } from 'react';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { useActions } from '@/shared/lib/actions';
import { announce } from '@/shared/lib/announce';
import { Button, buttonClass } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import type { PieceData } from '../usePiece';
import { Files } from './Files';

interface TakeProps {
  piece: PieceData;
  genre: GenreOut | undefined;
  onAnother: () => void;
}

function useCopyLink() {
  const [said, setSaid] = useState('');
  const copy = async () => {
    const told = await navigator.clipboard.writeText(location.href).then(
      () => text.piece.copied,
      () => text.piece.notCopied,
    );
    setSaid(told);
    announce(told);
    setTimeout(() => setSaid(''), 2500);
  };
  return { said, copy };
}

/** What can be taken along: another take, the files, the link. */
export function Take({ piece, genre, onAnother }: TakeProps) {
  const { answer } = piece;
  const midi = useRef<HTMLAnchorElement>(null);
  const link = useCopyLink();
  useActions(() => [
    { id: 'another', label: text.piece.another, group: tools.palette.taking, run: onAnother },
    {
      id: 'link',
      label: text.piece.copyLink,
      group: tools.palette.taking,
      run: () => void link.copy(),
    },
    {
      id: 'get-midi',
      label: text.piece.midiLabel,
      group: tools.palette.taking,
      run: () => midi.current?.click(),
    },
  ]);
  return (
    <div className="take flex flex-wrap gap-1.5 sm:gap-2">
      <Button onClick={onAnother}>
        <Icon name="again" size={18} />
        {text.piece.another}
      </Button>
      <a
        ref={midi}
        href={answer.download_url}
        download
        className={buttonClass('quiet')}
        aria-label={text.piece.midiLabel}
      >
        <Icon name="download" size={18} />
        {text.piece.midi}
      </a>
      <Files piece={piece} genre={genre} />
      <Button onClick={() => void link.copy()}>
        <Icon name="link" size={18} />
        {link.said || text.piece.copyLink}
      </Button>
    </div>
  );
}
