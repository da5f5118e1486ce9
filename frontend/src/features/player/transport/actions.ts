import { tools } from '@/shared/i18n/tools';
import { type Action, useActions } from '@/shared/lib/actions';
import { connectKeyboards } from '../live/keyboards';
import { toggleTyping } from '../live/typing';
import { setTranspose, useSettings } from '../settings';
import { SHORTCUTS } from './shortcuts';
import { toggleSpokenChords } from './spoken';

/** A letter as it stands on its key; other keys by their names. */
export function keyNamed(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

const group = tools.palette.playing;

function transposeBy(semitones: number): void {
  setTranspose(useSettings.getState().transpose + semitones);
}

function actions(): Action[] {
  const keys = SHORTCUTS.map(({ key, name, means, act }) => ({
    id: `key-${key === ' ' ? 'space' : key}`,
    label: means,
    group,
    shortcut: name ?? keyNamed(key),
    run: act,
  }));
  const more: [id: string, label: string, run: () => void][] = [
    ['up', tools.playing.up, () => transposeBy(1)],
    ['down', tools.playing.down, () => transposeBy(-1)],
    ['midi', tools.keyboard.connect, () => void connectKeyboards()],
    ['typing', tools.keyboard.typingToggle, toggleTyping],
    ['say', tools.playing.sayChords, toggleSpokenChords],
  ];
  return [...keys, ...more.map(([id, label, run]) => ({ id, label, group, run }))];
}

/** What the player can do while there is a piece. */
export function useTransportActions(): void {
  useActions(actions);
}
