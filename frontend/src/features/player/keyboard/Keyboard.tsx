import { memo, useEffect, useMemo, useRef } from 'react';
import { text } from '@/shared/i18n';
import { whenIdle } from '@/shared/lib/lazily';
import { useMedia } from '@/shared/lib/useMedia';
import { soundingAt, type SoundingNote, type Timeline } from '../core/timeline';
import { onFrame } from '../frames';
import { countingIn, position, usePlayer } from '../player';
import { useSettings } from '../settings';
import './keyboard.css';
import { FULL_RANGE, keysOf, octavesAround, type KeyRange } from './layout';

const MIDDLE_C = 60;

const Keys = memo(function Keys({ range }: { range: KeyRange }) {
  return keysOf(range).map((key) => (
    <span
      key={key.midi}
      className={key.black ? 'key key-black' : 'key key-white'}
      data-midi={key.midi}
      data-mark={key.midi === MIDDLE_C ? 'C4' : undefined}
      style={{ left: `${key.left * 100}%`, width: `${key.width * 100}%` }}
    />
  ));
});

function keyRange(timeline: Timeline | undefined, shift: number, narrow: boolean): KeyRange {
  if (!narrow) return FULL_RANGE;
  return octavesAround(timeline?.notes.map((note) => note.midi + shift) ?? []);
}

/** Lights the keys that sound, `shift` semitones higher than written; touches only what changes. */
function useLitKeys(
  timeline: Timeline | undefined,
  shift: number,
  range: KeyRange,
  playing: boolean,
) {
  const board = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keys = new Map<number, HTMLElement>();
    for (const key of board.current?.querySelectorAll<HTMLElement>('.key') ?? []) {
      keys.set(Number(key.dataset.midi), key);
    }
    let lit = new Map<number, SoundingNote>();
    const light = (at: number) => {
      const now = new Map<number, SoundingNote>();
      const heard = timeline && playing && !countingIn();
      for (const note of heard ? soundingAt(timeline, at) : []) now.set(note.midi + shift, note);
      for (const midi of lit.keys()) {
        if (!now.has(midi)) delete keys.get(midi)?.dataset.hand;
      }
      for (const [midi, note] of now) {
        const key = keys.get(midi);
        if (!key || lit.get(midi) === note) continue;
        key.dataset.hand = note.hand;
        // A transposed key has another name; how it would be spelled depends on the new key.
        key.dataset.name = shift ? '' : note.label;
      }
      lit = now;
    };
    light(position());
    const stop = onFrame(light);
    return () => {
      stop();
      light(-1);
    };
  }, [timeline, shift, range, playing]);
  return board;
}

/** Marks the keys of a chord that is being looked at. */
function useMarkedKeys(
  board: React.RefObject<HTMLDivElement | null>,
  midis: readonly number[],
  range: KeyRange,
) {
  useEffect(() => {
    const marked = new Set(midis);
    for (const key of board.current?.querySelectorAll<HTMLElement>('.key') ?? []) {
      key.toggleAttribute('data-marked', marked.has(Number(key.dataset.midi)));
    }
  }, [board, midis, range]);
}

/** The keys sound under mouse and fingers as soon as the browser has had time to learn how. */
function usePlayable(board: React.RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const cancel = whenIdle(() => {
      void import('../live/board').then(({ playable }) => {
        if (board.current && !gone) stop = playable(board.current);
      });
    });
    return () => {
      gone = true;
      cancel();
      stop?.();
    };
  }, [board]);
}

const NO_KEYS: readonly number[] = [];

/** The 88 keys, or on a narrow screen the octaves that are played. */
export function Keyboard({ marked = NO_KEYS }: { marked?: readonly number[] | undefined }) {
  const timeline = usePlayer((state) => state.timeline);
  const playing = usePlayer((state) => state.status === 'playing');
  const narrow = useMedia('(max-width: 639px)');
  const shift = useSettings((state) => state.transpose);
  const range = useMemo(() => keyRange(timeline, shift, narrow), [timeline, shift, narrow]);
  const board = useLitKeys(timeline, shift, range, playing);
  useMarkedKeys(board, playing ? NO_KEYS : marked, range);
  usePlayable(board);
  return (
    <div ref={board} role="img" aria-label={text.player.keyboard} className="keyboard">
      <Keys range={range} />
    </div>
  );
}
