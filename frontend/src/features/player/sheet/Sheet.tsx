import { useEffect, useRef, useState } from 'react';
import { text } from '@/shared/i18n';
import { useTheme } from '@/shared/lib/theme';
import { useReducedMotion } from '@/shared/lib/useMedia';
import { toQuarters } from '../core/bars';
import type { Timeline } from '../core/timeline';
import { onFrame } from '../frames';
import { position } from '../player';
import { engrave, placesOf } from './engrave';
import { type Place, placeAt } from './places';
import './sheet.css';

const NARROW = 640;
const ZOOM = { narrow: 0.62, wide: 0.85 };

type State = 'loading' | 'ready' | 'failed';

async function fetchedText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** Engraves once for each piece, width and theme; tells where each moment stands. */
function useEngraved(url: string) {
  const paper = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>('loading');
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const [width, setWidth] = useState(0);
  const theme = useTheme((now) => now.theme);

  useEffect(() => {
    const element = paper.current;
    if (!element) return;
    const resized = new ResizeObserver(() => setWidth(Math.round(element.clientWidth / 20) * 20));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  useEffect(() => {
    const element = paper.current;
    if (!element || width === 0) return;
    const abort = new AbortController();
    const stage = document.createElement('div');
    const ink = getComputedStyle(element).getPropertyValue('--ink').trim();
    const zoom = width < NARROW ? ZOOM.narrow : ZOOM.wide;
    element.append(stage);
    fetchedText(url, abort.signal)
      .then((musicxml) => engrave(stage, musicxml, { ink, zoom }))
      .then((sheet) => {
        if (abort.signal.aborted) return;
        setPlaces(placesOf(sheet));
        setState('ready');
      })
      .catch(() => abort.signal.aborted || setState('failed'));
    return () => {
      abort.abort();
      stage.remove();
    };
    // `theme` changes the ink.
  }, [url, width, theme]);
  return { paper, state, places };
}

/** Moves a bar over the score with the sound, and keeps its system in sight. */
function useCursor(timeline: Timeline, places: readonly Place[]) {
  const cursor = useRef<HTMLDivElement>(null);
  const still = useReducedMotion();
  useEffect(() => {
    let last: Place | undefined;
    const follow = (at: number) => {
      const element = cursor.current;
      const place = placeAt(places, toQuarters(timeline, at));
      if (!element || !place || place === last) return;
      const turned = last !== undefined && last.y !== place.y;
      last = place;
      element.style.height = `${place.height}px`;
      element.style.transform = `translate(${place.x}px, ${place.y}px)`;
      if (turned) {
        element.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
      }
    };
    follow(position());
    return onFrame(follow);
  }, [timeline, places, still]);
  return cursor;
}

/** The score as it is written, with chord symbols and fingering; a cursor follows the sound. */
export function Sheet({ timeline, url }: { timeline: Timeline; url: string }) {
  const { paper, state, places } = useEngraved(url);
  const cursor = useCursor(timeline, places);
  return (
    <div
      className="sheet"
      role="img"
      aria-label={text.player.sheet}
      aria-busy={state === 'loading'}
    >
      {state === 'failed' ? <p className="text-alarm">{text.player.sheetFailed}</p> : null}
      {state === 'loading' ? <p className="text-ink-2">{text.player.engraving}</p> : null}
      <div ref={paper} className="sheet-paper">
        <div ref={cursor} className="sheet-cursor" hidden={state !== 'ready'} />
      </div>
    </div>
  );
}
