import { useId } from 'react';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { useActions } from '@/shared/lib/actions';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import { type SheetName, SHEETS } from '../pdf/sheets';
import { usePdf } from '../pdf/usePdf';
import type { Answer, PieceData } from '../usePiece';
import { useSound } from './useSound';

const WRITTEN = ['musicxml', 'chordpro', 'ireal'] as const;
const SOUNDS = ['wav', 'flac', 'mp3', 'ogg'] as const;
const PDFS = ['chart', 'score'] as const;
const SHEET_NAMES = Object.keys(SHEETS) as SheetName[];

interface FilesProps {
  piece: PieceData;
  genre: GenreOut | undefined;
}

/** For print: the chords or the score, on the paper that lies in the printer. */
function Pdf({ piece, genre }: FilesProps) {
  const pdf = usePdf(piece, genre);
  const name = useId();
  useActions(() =>
    PDFS.map((kind) => ({
      id: `pdf-${kind}`,
      label: tools.pdf[kind].name,
      group: tools.palette.taking,
      run: () => void pdf.make(kind),
    })),
  );
  return (
    <>
      {PDFS.map((kind) => (
        <button
          key={kind}
          type="button"
          onClick={() => (pdf.busy === kind ? pdf.stop() : void pdf.make(kind))}
        >
          {pdf.busy === kind ? tools.pdf.stop : tools.pdf[kind].name}
          <small>{pdf.busy === kind ? tools.pdf.making : tools.pdf[kind].hint}</small>
        </button>
      ))}
      <fieldset className="files-paper">
        <legend className="sr-only">{tools.pdf.paper}</legend>
        {SHEET_NAMES.map((sheet) => (
          <label key={sheet}>
            <input
              type="radio"
              name={name}
              checked={pdf.sheet === sheet}
              onChange={() => pdf.chooseSheet(sheet)}
            />
            {tools.pdf.sheets[sheet]}
          </label>
        ))}
      </fieldset>
      {pdf.failed ? <p className="text-alarm">{tools.pdf.failed}</p> : null}
    </>
  );
}

function Sounds({ answer }: { answer: Answer }) {
  const sound = useSound(`${answer.genre}-${answer.seed}.wav`);
  useActions(() =>
    SOUNDS.map((form) => ({
      id: form,
      label: tools.files[form].name,
      group: tools.palette.taking,
      run: () => void sound.start(`${answer.audio_url}?format=${form}`),
    })),
  );
  return SOUNDS.map((form) => {
    const url = `${answer.audio_url}?format=${form}`;
    const busy = sound.busy === url;
    return (
      <button
        key={form}
        type="button"
        onClick={() => (busy ? sound.stop() : void sound.start(url))}
      >
        {busy ? tools.files.stop : tools.files[form].name}
        <small>{busy ? text.piece.rendering : tools.files[form].hint}</small>
      </button>
    );
  });
}

function addressOf({ genre, id }: Answer, form: string): string {
  return `/${genre}/score/${id}/${form}`;
}

/** Everything the piece can be taken away as, besides MIDI; on paper too. */
export function Files({ piece, genre }: FilesProps) {
  const { answer } = piece;
  const menu = useId();
  useActions(() => {
    const group = tools.palette.taking;
    const written = WRITTEN.map((form) => ({
      id: form,
      label: tools.files[form].name,
      group,
      run: () => location.assign(addressOf(answer, form)),
    }));
    return [...written, { id: 'print', label: tools.files.print.name, group, run: () => print() }];
  });
  return (
    <div className="files">
      <Button popoverTarget={menu} aria-haspopup="true">
        {tools.files.open}
        <Icon name="chevron" size={18} />
      </Button>
      <div id={menu} popover="auto" className="files-menu" aria-label={tools.files.open}>
        <Pdf piece={piece} genre={genre} />
        {WRITTEN.map((form) => (
          <a key={form} href={addressOf(answer, form)} download>
            {tools.files[form].name}
            <small>{tools.files[form].hint}</small>
          </a>
        ))}
        <Sounds answer={answer} />
        <button type="button" popoverTarget={menu} onClick={() => print()}>
          {tools.files.print.name}
          <small>{tools.files.print.hint}</small>
        </button>
      </div>
    </div>
  );
}
