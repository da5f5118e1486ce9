import { text } from '@/shared/i18n';
import { Icon } from '@/shared/ui/Icon';
import { toggle, usePlayer } from '../player';

export function PlayButton() {
  const status = usePlayer((state) => state.status);
  const running = status === 'playing' || status === 'waking';
  const label = running ? text.player.pause : text.player.play;
  return (
    <button
      type="button"
      className="grid size-12 shrink-0 cursor-pointer place-items-center rounded-full bg-accent text-on-accent transition hover:brightness-110"
      aria-label={label}
      aria-keyshortcuts="Space"
      aria-busy={status === 'waking'}
      title={`${status === 'waking' ? text.player.waking : label} (${text.player.keys})`}
      onClick={toggle}
    >
      {status === 'waking' ? (
        <span className="waking" />
      ) : (
        <Icon name={running ? 'pause' : 'play'} size={26} />
      )}
    </button>
  );
}
