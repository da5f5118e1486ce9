import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { alternatives, type ScoreChord } from '@/api';
import { text } from '@/shared/i18n';
import { making } from '@/shared/i18n/making';
import { prose } from '@/shared/lib/notation';
import { problemOf } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/Button';
import { Disclosure } from '@/shared/ui/Disclosure';
import { Music } from '@/shared/ui/Music';
import { ChordSymbol } from '../piece/ChordSymbol';
import type { PieceData } from '../usePiece';
import { toggleLock, useLocks } from './locks';
import './rework.css';
import { useReading } from './useReading';
import type { Rework } from './useRework';

interface EditorProps {
  piece: PieceData;
  chord: ScoreChord;
  rework: Rework;
}

/** What else could stand here, each with its reason. */
function Alternatives({ piece: { answer }, chord, rework }: EditorProps) {
  const query = useQuery({
    queryKey: ['alternatives', answer.id, chord.id],
    queryFn: async ({ signal }) => {
      const path = { genre: answer.genre, piece_id: answer.id, chord_id: chord.id };
      return (await alternatives({ path, signal, throwOnError: true })).data.alternatives;
    },
    staleTime: Infinity,
  });
  if (query.isError) return <p className="text-alarm">{problemText(query.error)}</p>;
  if (!query.data) return null;
  if (query.data.length === 0) return <p className="text-ink-2">{text.chordEditor.none}</p>;
  return (
    <ul className="alternatives" aria-label={text.chordEditor.alternatives}>
      {query.data.map(({ symbol, label, reason }) => (
        <li key={symbol}>
          <button
            type="button"
            onClick={() => rework.apply({ operation: 'set_chord', chord_id: chord.id, symbol })}
          >
            <span className="text-lg">
              <ChordSymbol symbol={symbol} />
            </span>{' '}
            <span className="text-ink-2">{label}</span>
            <span className="block text-sm text-ink-2">
              <Music>{prose(reason)}</Music>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function problemText(error: unknown): string {
  const problem = problemOf(error);
  return 'detail' in problem ? problem.detail : text.problem.offline.title;
}

/** A chord of one's own; what is typed is read as it is typed. */
function Symbol({ piece, chord, rework }: EditorProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const reading = useReading(piece.answer, typed);
  const set = () => {
    const symbol = typed.trim();
    if (symbol && !reading.error) {
      rework.apply({ operation: 'set_chord', chord_id: chord.id, symbol });
    }
  };
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <div className="rework-row">
        <label htmlFor={id} className="text-ink-2">
          {text.chordEditor.symbol}
        </label>
        <input
          id={id}
          className="small-field w-32"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={chord.symbol}
          value={typed}
          aria-invalid={reading.error ? true : undefined}
          aria-describedby={`${id}-read`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">{text.chordEditor.set}</Button>
      </div>
      <p
        id={`${id}-read`}
        role="status"
        className={`text-sm empty:hidden ${reading.error ? 'text-alarm' : 'text-ink-2'}`}
      >
        {reading.error ?? reading.reads}
      </p>
    </form>
  );
}

/** Puts another chord in a chord's place, or keeps it there. */
export function ChordEditor(props: EditorProps) {
  const { chord } = props;
  const locked = useLocks((state) => state.chords.has(chord.id));
  const origin = making.origin.chord[chord.origin];
  return (
    <div className="mt-2 grid gap-2">
      {origin ? <p className="text-sm text-ink-2">{origin}</p> : null}
      <label className="flex w-fit items-center gap-2" title={text.chordEditor.lockHint}>
        <input type="checkbox" checked={locked} onChange={() => toggleLock(chord.id)} />
        {text.chordEditor.lock}
      </label>
      <Disclosure label={text.chordEditor.change}>
        <div className="grid gap-3">
          <Symbol key={chord.id} {...props} />
          <Alternatives {...props} />
        </div>
      </Disclosure>
    </div>
  );
}
