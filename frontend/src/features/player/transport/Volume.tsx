import { text } from '@/shared/i18n';
import { Icon } from '@/shared/ui/Icon';
import { setVolume, usePlayer } from '../player';

export function Volume() {
  const volume = usePlayer((state) => state.volume);
  return (
    <label className="flex items-center gap-1.5 text-ink-2" title={text.player.volume}>
      <Icon name="volume" />
      <span className="sr-only">{text.player.volume}</span>
      <input
        type="range"
        className="slider w-24"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        style={{ '--share': volume } as React.CSSProperties}
        aria-valuetext={`${Math.round(volume * 100)} %`}
        onChange={(event) => setVolume(Number(event.target.value))}
      />
    </label>
  );
}
