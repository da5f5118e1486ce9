import { useEffect } from 'react';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { usePlayer } from '../player';
import { Level } from './Level';
import { PlayButton } from './PlayButton';
import { BarBeat, Time } from './Readout';
import { Seek } from './Seek';
import { useShortcuts } from './shortcuts';
import './transport.css';
import { Volume } from './Volume';

/** Says what the transport does, once for each change. */
function useSpokenStatus(): void {
  useEffect(
    () =>
      usePlayer.subscribe((now, before) => {
        if (now.status === before.status) return;
        if (now.status === 'playing') announce(text.player.playing(now.bar));
        if (now.status === 'silent') announce(text.player.silent);
        if (now.status === 'ready' && before.status === 'playing') {
          announce(text.player.paused(now.bar));
        }
      }),
    [],
  );
}

/** Play, where we are, how loud. Nothing here waits for the server. */
export function TransportBar() {
  const timeline = usePlayer((state) => state.timeline);
  const silent = usePlayer((state) => state.status === 'silent');
  useShortcuts();
  useSpokenStatus();
  if (!timeline) return null;
  return (
    <div
      role="group"
      aria-label={text.player.region}
      className="mx-auto max-w-[88rem] px-5 py-2 sm:px-8"
    >
      {silent ? <p className="pb-1 text-sm text-alarm">{text.player.silent}</p> : null}
      <div className="flex items-center gap-3 sm:gap-5">
        <PlayButton />
        <BarBeat timeline={timeline} />
        <div className="min-w-0 flex-1">
          <Seek timeline={timeline} />
        </div>
        <Time timeline={timeline} />
        <div className="hidden sm:block">
          <Volume />
        </div>
        <Level />
      </div>
    </div>
  );
}
