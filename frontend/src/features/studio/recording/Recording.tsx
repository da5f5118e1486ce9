import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { waveform, type WaveformOut } from '@/api';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { clock } from '@/shared/lib/format';
import { problemOf } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import { ProblemNotice } from '../ProblemNotice';
import type { Answer } from '../usePiece';
import './recording.css';
import { peakLevel, shapeOf } from './shape';
import { useRecording } from './useRecording';

/** Stretches of the waveform: about one for each pixel of a phone. */
const STRETCHES = 600;

/** Seconds since it appeared. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** How far rendering is cannot be known; that it goes on, and how to stop it, can. */
function Rendering({ onCancel }: { onCancel: () => void }) {
  const seconds = useSeconds();
  return (
    <div className="recording-busy">
      <progress aria-label={tools.recording.rendering} />
      <p className="tabular-nums">{tools.recording.since(seconds)}</p>
      <Button onClick={onCancel}>{tools.recording.cancel}</Button>
    </div>
  );
}

/** The waveform with the way through it; a slider lies over the drawing. */
function Waveform({ sound, url }: { sound: WaveformOut; url: string }) {
  const { playing, at, toggle, seek } = useRecording(url);
  const shape = useMemo(() => shapeOf(sound.peaks), [sound]);
  const level = useMemo(() => peakLevel(sound.peaks), [sound]);
  const share = Math.min(1, at / sound.duration);
  const label = playing ? tools.recording.pause : tools.recording.play;
  return (
    <>
      <div className="recording-row">
        <button
          type="button"
          className="recording-play"
          aria-label={label}
          title={label}
          onClick={toggle}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <div className="recording-wave" style={{ '--share': share } as React.CSSProperties}>
          <svg
            viewBox={`0 -1 ${sound.peaks.length} 2`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path className="recording-rest" d={shape} />
            <path className="recording-gone" d={shape} />
          </svg>
          <input
            type="range"
            aria-label={tools.recording.seek}
            aria-valuetext={tools.recording.at(clock(at), clock(sound.duration))}
            min={0}
            max={sound.duration}
            step={1}
            value={at}
            onChange={(event) => seek(Number(event.target.value))}
          />
        </div>
      </div>
      <p className="text-sm text-ink-2 tabular-nums">
        {tools.recording.facts(clock(sound.duration), level.toFixed(1), sound.sample_rate)}
      </p>
    </>
  );
}

/** The sound as the files have it: rendered by the engine when it is first asked for. */
export function Recording({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const client = useQueryClient();
  const { genre, id } = answer;
  const queryKey = ['waveform', id];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const path = { genre, piece_id: id };
      const asked = { path, query: { count: STRETCHES }, signal, throwOnError: true } as const;
      return (await waveform(asked)).data;
    },
    staleTime: Infinity,
    retry: false,
  });
  const cancel = () => {
    void client.cancelQueries({ queryKey });
    announce(text.compose.stopped);
    onClose();
  };
  if (query.isPending) return <Rendering onCancel={cancel} />;
  if (query.isError) {
    return <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  return (
    <div className="grid gap-2">
      <Waveform sound={query.data} url={answer.audio_url} />
      <p className="max-w-prose text-sm text-ink-2">{tools.recording.differs}</p>
    </div>
  );
}
