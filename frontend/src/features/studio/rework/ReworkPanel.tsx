import { Suspense, useState } from 'react';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { variations as sentences } from '@/shared/i18n/variations';
import { useActions } from '@/shared/lib/actions';
import { lazily } from '@/shared/lib/lazily';
import { keyName } from '@/shared/lib/notation';
import { Button } from '@/shared/ui/Button';
import { Disclosure } from '@/shared/ui/Disclosure';
import { LIMITS, newSeed } from '../limits';
import type { PieceData } from '../usePiece';
import { BarRange } from './BarRange';
import { Choice } from './Choice';
import { keysLike } from './keys';
import { useLocks } from './locks';
import './rework.css';
import type { Rework } from './useRework';

const Variations = lazily(() => import('../variations/Variations').then((m) => m.Variations));

interface PanelProps {
  piece: PieceData;
  genres: readonly GenreOut[];
  rework: Rework;
}

function Steps({ rework: { undo, redo, edits } }: { rework: Rework }) {
  return (
    <div className="rework-row">
      <Button disabled={!undo} onClick={undo}>
        {text.rework.undo}
      </Button>
      <Button disabled={!redo} onClick={redo}>
        {text.rework.redo}
      </Button>
      {edits.length > 0 ? (
        <span className="text-ink-2">{text.rework.done(edits.length)}</span>
      ) : null}
    </div>
  );
}

/** The whole piece: another key, another style, other hands, another level. */
function Whole({ piece, genres, rework }: PanelProps) {
  const [trying, setTrying] = useState(false);
  const { answer } = piece;
  const level = Number(answer.brief.complexity.value);
  const { low, high } = LIMITS.complexity;
  const { key } = answer.metadata;
  const keys = keysLike(key).map((value) => ({ value, label: keyName(value) }));
  const styles = genres.map(({ id, label }) => ({ value: id, label }));
  const toLevel = (complexity: number) => rework.apply({ operation: 'complexity', complexity });
  return (
    <div className="rework-row">
      <Button
        title={text.rework.variationHint}
        onClick={() => rework.apply({ operation: 'variation', seed: newSeed() })}
      >
        {text.rework.variation}
      </Button>
      <Button
        title={sentences.openHint}
        aria-haspopup="dialog"
        onPointerEnter={() => void Variations.preload()}
        onClick={() => setTrying(true)}
      >
        {sentences.open}
      </Button>
      {trying ? (
        <Suspense>
          <Variations
            piece={piece}
            onKeep={(seed) => rework.apply({ operation: 'variation', seed })}
            onClose={() => setTrying(false)}
          />
        </Suspense>
      ) : null}
      <Button disabled={level <= low} onClick={() => toLevel(Math.max(low, level - 2))}>
        {text.rework.simpler}
      </Button>
      <Button disabled={level >= high} onClick={() => toLevel(Math.min(high, level + 2))}>
        {text.rework.richer}
      </Button>
      <Choice
        label={text.rework.key}
        value={key}
        options={keys}
        onChoose={(to) => rework.apply({ operation: 'transpose', key: to })}
      />
      <Choice
        label={text.rework.style}
        value={answer.genre}
        options={styles}
        onChoose={(genre) => rework.apply({ operation: 'change_genre', genre })}
      />
    </div>
  );
}

/** Some bars: drawn anew around what is locked, or with other chords under the same melody. */
function Some({ bars, rework }: { bars: number; rework: Rework }) {
  const [range, setRange] = useState({ from: 1, to: Math.min(4, bars) });
  const locked = useLocks((state) => state.chords);
  const chosen: [number, number] = [Math.min(range.from, bars), Math.min(range.to, bars)];
  return (
    <div className="rework-row">
      <BarRange
        from={chosen[0]}
        to={chosen[1]}
        bars={bars}
        onChange={(from, to) => setRange({ from, to })}
      />
      <Button
        title={text.rework.regenerateHint}
        onClick={() =>
          rework.apply({
            operation: 'regenerate',
            bars: chosen,
            locked: [...locked].sort(),
            seed: newSeed(),
          })
        }
      >
        {text.rework.regenerate}
      </Button>
      <Button
        title={text.rework.reharmoniseHint}
        onClick={() =>
          rework.apply({ operation: 'reharmonise', bars: chosen, techniques: [], seed: newSeed() })
        }
      >
        {text.rework.reharmonise}
      </Button>
      {locked.size > 0 ? (
        <span className="text-ink-2">{text.rework.locked(locked.size)}</span>
      ) : null}
    </div>
  );
}

/** The changes that need no further choice, for the list of all actions. */
function useReworkActions({ piece: { answer }, rework }: PanelProps): void {
  const level = Number(answer.brief.complexity.value);
  const toLevel = (complexity: number) => rework.apply({ operation: 'complexity', complexity });
  const { low, high } = LIMITS.complexity;
  const act = (id: string, label: string, run: (() => void) | undefined) =>
    run ? [{ id, label, group: tools.palette.reworking, run }] : [];
  useActions(() => [
    ...act('undo', text.rework.undo, rework.undo),
    ...act('redo', text.rework.redo, rework.redo),
    ...act('variation', text.rework.variation, () =>
      rework.apply({ operation: 'variation', seed: newSeed() }),
    ),
    ...act(
      'simpler',
      text.rework.simpler,
      level > low ? () => toLevel(Math.max(low, level - 2)) : undefined,
    ),
    ...act(
      'richer',
      text.rework.richer,
      level < high ? () => toLevel(Math.min(high, level + 2)) : undefined,
    ),
  ]);
}

/** Changes that keep what is good: every one is a step that can be taken back. */
export function ReworkPanel({ piece, genres, rework }: PanelProps) {
  const { num_bars: bars } = piece.answer.metadata;
  const { length } = rework.edits;
  useReworkActions({ piece, genres, rework });
  return (
    <div className="rework" aria-busy={rework.busy}>
      <Disclosure
        label={text.rework.heading}
        note={length > 0 ? text.rework.done(length) : undefined}
      >
        <div className="grid gap-2.5">
          <Whole piece={piece} genres={genres} rework={rework} />
          <Some bars={bars} rework={rework} />
          <Steps rework={rework} />
        </div>
      </Disclosure>
    </div>
  );
}
