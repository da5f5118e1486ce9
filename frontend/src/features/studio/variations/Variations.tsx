import { useEffect, useRef, useState } from 'react';
import { load, type Timeline, timelineOf, usePlayer } from '@/features/player';
import { pause, play } from '@/features/player/late';
import { variations as text } from '@/shared/i18n/variations';
import { announce } from '@/shared/lib/announce';
import { problemOf } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import type { PieceData } from '../usePiece';
import { Card } from './Card';
import { useVariations } from './useVariations';
import './variations.css';

interface VariationsProps {
  piece: PieceData;
  onKeep: (seed: number) => void;
  onClose: () => void;
}

const nameOf = (index: number) => text.name(String.fromCharCode(65 + index));

/** Plays one piece after the other; when this closes, the piece of the page is back in its place. */
function useListening(own: Timeline) {
  const heard = usePlayer(({ status, timeline }) =>
    status === 'playing' || status === 'waking' ? timeline : undefined,
  );
  useEffect(
    () => () => {
      if (usePlayer.getState().timeline !== own) load(own);
      else pause();
    },
    [own],
  );
  const toggle = (timeline: Timeline) => {
    if (heard === timeline) {
      pause();
      return;
    }
    if (usePlayer.getState().timeline !== timeline) load(timeline);
    void play();
  };
  return { heard, toggle };
}

function Waiting({ name, error, onRetry }: { name: string; error: unknown; onRetry: () => void }) {
  if (!error) {
    return (
      <p role="status" className="variation-waiting animate-pulse">
        {text.making(name)}
      </p>
    );
  }
  const problem = problemOf(error);
  return (
    <div role="alert" className="variation-waiting">
      <p>{'detail' in problem ? problem.detail : text.failed}</p>
      <Button className="mt-2" onClick={onRetry}>
        {text.retry}
      </Button>
    </div>
  );
}

/** A few variations beside the piece they come from. Nothing is kept until one is chosen. */
export function Variations({ piece, onKeep, onClose }: VariationsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [own] = useState(() => usePlayer.getState().timeline ?? timelineOf(piece.score));
  const { heard, toggle } = useListening(own);
  const { asked, queries, more, others } = useVariations(piece.answer);
  const ready = queries.filter(({ data }) => data).length;
  useEffect(() => {
    if (ready > 0) announce(text.made(nameOf(ready - 1)));
  }, [ready]);
  return (
    <dialog
      ref={dialog}
      className="variations"
      aria-labelledby="variations-title"
      onClose={onClose}
    >
      <header>
        <div>
          <h2 id="variations-title" className="font-serif text-3xl">
            {text.title}
          </h2>
          <p className="text-ink-2">{text.lead}</p>
        </div>
        <button
          type="button"
          aria-label={text.close}
          className="variations-close"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <ul data-count={asked.length + 1}>
        <li>
          <h3>{text.now}</h3>
          <Card
            name={text.now}
            score={piece.score}
            timeline={own}
            sounds={heard === own}
            onPlay={() => toggle(own)}
          />
        </li>
        {queries.map(({ data, error, refetch }, index) => {
          const name = nameOf(index);
          return (
            <li key={asked[index]}>
              <h3>{name}</h3>
              {data ? (
                <Card
                  name={name}
                  score={data.score}
                  timeline={data.timeline}
                  sounds={heard === data.timeline}
                  onPlay={() => toggle(data.timeline)}
                  onKeep={() => {
                    dialog.current?.close();
                    onKeep(data.seed);
                  }}
                />
              ) : (
                <Waiting name={name} error={error} onRetry={() => void refetch()} />
              )}
            </li>
          );
        })}
      </ul>
      <footer>
        {more ? <Button onClick={more}>{text.more}</Button> : null}
        <Button onClick={others}>{text.others}</Button>
      </footer>
    </dialog>
  );
}
