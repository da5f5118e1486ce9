import { useRef, useState } from 'react';
import type { GenreOut } from '@/api';
import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { save } from '@/shared/lib/save';
import { remember, remembered } from '@/shared/lib/storage';
import type { PieceData } from '../usePiece';
import type { PdfKind } from './make';
import { type SheetName, SHEETS } from './sheets';

/** Where letter paper is usual. */
const LETTER = /-(US|CA|MX|CL|CO|PH|VE)\b/i;

function usualSheet(): SheetName {
  const kept = remembered('paper');
  if (kept && kept in SHEETS) return kept as SheetName;
  return LETTER.test(navigator.language) ? 'letter' : 'a4';
}

/** PDF files of a piece: which paper, which one is being made, whether that failed. */
export function usePdf(piece: PieceData, genre: GenreOut | undefined) {
  const [sheet, setSheet] = useState(usualSheet);
  const [busy, setBusy] = useState<PdfKind>();
  const [failed, setFailed] = useState(false);
  const work = useRef<AbortController>(null);

  const make = async (kind: PdfKind) => {
    const abort = new AbortController();
    work.current = abort;
    setBusy(kind);
    setFailed(false);
    announce(tools.pdf.making);
    try {
      const { makePdf } = await import('./make');
      const { blob, name } = await makePdf(kind, piece, genre, sheet, abort.signal);
      save(blob, name);
      announce(tools.pdf.made(name));
    } catch {
      if (abort.signal.aborted) return;
      setFailed(true);
      announce(tools.pdf.failed);
    } finally {
      setBusy(undefined);
    }
  };
  return {
    sheet,
    chooseSheet: (name: SheetName) => {
      remember('paper', name);
      setSheet(name);
    },
    busy,
    failed,
    make,
    stop: () => work.current?.abort(),
  };
}
