import { useId } from 'react';
import type { GenerateResponse } from '@/api';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import { useSound } from './useSound';

const WRITTEN = ['musicxml', 'chordpro', 'ireal'] as const;
const SOUNDS = ['wav', 'flac', 'mp3', 'ogg'] as const;

/** Everything the piece can be taken away as, besides MIDI; on paper too. */
export function Files({ answer }: { answer: GenerateResponse }) {
  const menu = useId();
  const sound = useSound(`${answer.genre}-${answer.seed}.wav`);
  return (
    <div className="files">
      <Button popoverTarget={menu} aria-haspopup="true">
        {tools.files.open}
        <Icon name="chevron" size={18} />
      </Button>
      <div id={menu} popover="auto" className="files-menu" aria-label={tools.files.open}>
        {WRITTEN.map((form) => (
          <a key={form} href={`/${answer.genre}/score/${answer.id}/${form}`} download>
            {tools.files[form].name}
            <small>{tools.files[form].hint}</small>
          </a>
        ))}
        {SOUNDS.map((form) => {
          const url = `${answer.audio_url}?format=${form}`;
          const busy = sound.busy === url;
          return (
            <button
              key={form}
              type="button"
              onClick={() => (busy ? sound.stop() : void sound.start(url))}
            >
              {busy ? tools.files.stop : tools.files[form].name}
              <small>{busy ? text.piece.rendering : tools.files[form].hint}</small>
            </button>
          );
        })}
        <button type="button" popoverTarget={menu} onClick={() => print()}>
          {tools.files.print.name}
          <small>{tools.files.print.hint}</small>
        </button>
      </div>
    </div>
  );
}
