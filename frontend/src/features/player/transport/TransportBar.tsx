import { useId, useState } from 'react';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { Icon } from '@/shared/ui/Icon';
import { Controls } from '../controls/Controls';
import { usePlayer } from '../player';
import { changesWriting, useSettings } from '../settings';
import { Help } from './Help';
import { Level } from './Level';
import { PlayButton } from './PlayButton';
import { BarBeat, Time } from './Readout';
import { Seek } from './Seek';
import { useTransportActions } from './actions';
import { useShortcuts } from './shortcuts';
import { useSpokenPlayer } from './spoken';
import './transport.css';
import { Volume } from './Volume';

interface OpenProps {
  open: boolean;
  panel: string;
  onToggle: () => void;
}

/** Opens tempo, loop, hands and metronome; marked while the piece is not played as written. */
function OpenControls({ open, panel, onToggle }: OpenProps) {
  const changed = useSettings(changesWriting);
  return (
    <button
      type="button"
      className="round"
      aria-label={tools.playing.open}
      title={tools.playing.open}
      aria-expanded={open}
      aria-controls={panel}
      data-changed={changed || undefined}
      onClick={onToggle}
    >
      <Icon name="sliders" />
    </button>
  );
}

/** Play, where we are, how loud. Nothing here waits for the server. */
export function TransportBar() {
  const timeline = usePlayer((state) => state.timeline);
  const silent = usePlayer((state) => state.status === 'silent');
  const [open, setOpen] = useState(false);
  const panel = useId();
  useShortcuts();
  useSpokenPlayer();
  useTransportActions();
  if (!timeline) return null;
  return (
    <div
      role="group"
      aria-label={text.player.region}
      className="mx-auto max-w-[88rem] px-5 py-2 sm:px-8"
    >
      {silent ? <p className="pb-1 text-sm text-alarm">{text.player.silent}</p> : null}
      {open ? <Controls timeline={timeline} id={panel} /> : null}
      <div className="flex items-center gap-3 sm:gap-5">
        <PlayButton />
        <BarBeat timeline={timeline} />
        <div className="min-w-0 flex-1">
          <Seek timeline={timeline} />
        </div>
        <Time timeline={timeline} />
        <OpenControls open={open} panel={panel} onToggle={() => setOpen(!open)} />
        <div className="hidden sm:block">
          <Volume />
        </div>
        <Level />
      </div>
      <Help />
    </div>
  );
}
