import type { ScoreOut } from '@/api';
import type { Timeline } from '@/features/player';
import { Thumb } from '@/features/player/late';
import { variations as text } from '@/shared/i18n/variations';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import { ChordSymbol } from '../piece/ChordSymbol';
import { chartLine, handLine } from './outline';

function Chart({ score }: { score: ScoreOut }) {
  const { bars, more } = chartLine(score);
  return (
    <p className="variation-chart" aria-label={text.chords}>
      {bars.map((chords, bar) => (
        <span key={bar}>
          {chords.map((symbol, index) => (
            <ChordSymbol key={index} symbol={symbol} />
          ))}
          {chords.length === 0 ? <span className="text-ink-3">–</span> : null}
        </span>
      ))}
      {more ? <span>…</span> : null}
    </p>
  );
}

interface CardProps {
  name: string;
  score: ScoreOut;
  timeline: Timeline;
  sounds: boolean;
  onPlay: () => void;
  /** Left out for the piece as it is. */
  onKeep?: () => void;
}

/** One of them: its picture, its chords, what the hands do; to hear, to keep. */
export function Card({ name, score, timeline, sounds, onPlay, onKeep }: CardProps) {
  const { note_count: notes } = score.metadata;
  return (
    <>
      <Thumb
        timeline={timeline}
        accent={score.genre}
        sounds={sounds}
        label={text.picture(name, notes)}
      />
      <Chart score={score} />
      <dl className="variation-hands">
        {(['right', 'left'] as const).map((hand) => (
          <div key={hand}>
            <dt>{text.hands[hand]}</dt>
            <dd>{handLine(score, hand) || '–'}</dd>
          </div>
        ))}
      </dl>
      <div className="variation-acts">
        <Button aria-label={sounds ? text.stop(name) : text.play(name)} onClick={onPlay}>
          <Icon name={sounds ? 'pause' : 'play'} size={18} />
          {sounds ? text.stopShort : text.playShort}
        </Button>
        {onKeep ? (
          <Button aria-label={text.keepName(name)} onClick={onKeep}>
            {text.keep}
          </Button>
        ) : (
          <span className="text-sm text-ink-2">{text.stays}</span>
        )}
      </div>
    </>
  );
}
