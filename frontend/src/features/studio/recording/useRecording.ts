import { useEffect, useRef, useState } from 'react';
import { usePlayer } from '@/features/player';
import { pause } from '@/features/player/late';

/** One sound at a time: the recording silences the player, and the other way round. */
export function useRecording(url: string) {
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const audio = useRef<HTMLAudioElement>(undefined);

  useEffect(() => {
    const element = new Audio();
    element.preload = 'none';
    element.src = url;
    element.onplay = () => setPlaying(true);
    element.onpause = () => setPlaying(false);
    element.ontimeupdate = () => setAt(element.currentTime);
    audio.current = element;
    const stop = usePlayer.subscribe(({ status }) => {
      if (status === 'playing') element.pause();
    });
    return () => {
      stop();
      element.pause();
      element.removeAttribute('src');
      setAt(0);
    };
  }, [url]);

  const toggle = () => {
    const { current } = audio;
    if (!current) return;
    if (!current.paused) current.pause();
    else {
      pause();
      void current.play().catch(() => setPlaying(false));
    }
  };
  const seek = (seconds: number) => {
    if (audio.current) audio.current.currentTime = seconds;
    setAt(seconds);
  };
  return { playing, at, toggle, seek };
}
