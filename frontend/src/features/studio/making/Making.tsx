import { useEffect, useState } from 'react';
import type { ProgressOut } from '@/api';
import { making as text } from '@/shared/i18n/making';
import { announce } from '@/shared/lib/announce';
import { Button } from '@/shared/ui/Button';
import { ChordSymbol } from '../piece/ChordSymbol';
import { useProgress } from './progress';
import './making.css';

/** What is done sooner needs no telling. */
const LATE_MS = 500;
const BARS_SHOWN = 8;

/** True once the wait is worth a word. */
function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late;
}

/** The stage as a sentence without its end. */
function told(progress: ProgressOut | undefined): string {
  if (!progress) return text.starting;
  const { stage, model, phrase, phrases } = progress;
  switch (stage) {
    case 'waiting':
    case 'loading':
    case 'proposing':
      return text.model[stage](model ?? text.aModel, phrase ?? 1, phrases ?? 1);
    default:
      return text.stage[stage];
  }
}

/** The first bars' chords, while their notes are being written. */
function FirstChords({ chart }: { chart: string }) {
  const bars = chart.split('|').slice(0, BARS_SHOWN);
  return (
    <ol className="making-chords" aria-label={text.chords}>
      {bars.map((bar, index) => (
        <li key={index}>
          {bar
            .trim()
            .split(/\s+/)
            .map((symbol, place) => (
              <ChordSymbol key={place} symbol={symbol} />
            ))}
        </li>
      ))}
    </ol>
  );
}

/** What is being made, how far it is, and the way to stop it. */
export function Making({ onCancel }: { onCancel: () => void }) {
  const late = useLate();
  const standing = useProgress((state) => state.standing);
  const progress = standing?.progress;
  const label = told(progress);
  const cloud = progress?.cloud ? text.leaves : '';
  const share = Math.round((progress?.share ?? 0) * 100);
  const followed = standing !== undefined;
  useEffect(() => {
    // What was stopped says so itself; nothing is followed any more by then.
    if (late && followed) announce([label, cloud].filter(Boolean).join('. '));
  }, [late, followed, label, cloud]);
  if (!late) return null;
  return (
    <div className="making">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1">
          {label}…{cloud ? <span className="block text-sm text-ink-2">{cloud}</span> : null}
        </p>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
      <div
        role="progressbar"
        aria-label={text.label}
        aria-valuenow={share}
        aria-valuetext={label}
        className="making-bar"
      >
        <div style={{ width: `${Math.max(3, share)}%` }} />
      </div>
      {standing?.chart ? <FirstChords chart={standing.chart} /> : null}
    </div>
  );
}
