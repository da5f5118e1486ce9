import { useRef, useState } from 'react';
import type { GenerateResponse } from '@/api';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { Button, buttonClass } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';

interface TakeProps {
  answer: GenerateResponse;
  onAnother: () => void;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The server renders the WAV when it is first asked for, so it takes a moment and can be stopped. */
function useWav(url: string, name: string) {
  const [busy, setBusy] = useState(false);
  const request = useRef<AbortController>(null);
  const start = async () => {
    const abort = new AbortController();
    request.current = abort;
    setBusy(true);
    announce(text.piece.rendering);
    try {
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(String(response.status));
      save(await response.blob(), name);
    } catch {
      if (!abort.signal.aborted) announce(text.piece.renderFailed);
    } finally {
      setBusy(false);
    }
  };
  return { busy, start, stop: () => request.current?.abort() };
}

function useCopyLink() {
  const [said, setSaid] = useState('');
  const copy = async () => {
    const told = await navigator.clipboard.writeText(location.href).then(
      () => text.piece.copied,
      () => text.piece.notCopied,
    );
    setSaid(told);
    announce(told);
    setTimeout(() => setSaid(''), 2500);
  };
  return { said, copy };
}

/** What can be taken along: another take, the files, the link. */
export function Take({ answer, onAnother }: TakeProps) {
  const wav = useWav(answer.audio_url, `${answer.genre}-${answer.seed}.wav`);
  const link = useCopyLink();
  return (
    <div className="take flex flex-wrap gap-1.5 sm:gap-2">
      <Button onClick={onAnother}>
        <Icon name="again" size={18} />
        {text.piece.another}
      </Button>
      <a
        href={answer.download_url}
        download
        className={buttonClass('quiet')}
        aria-label={text.piece.midiLabel}
      >
        <Icon name="download" size={18} />
        {text.piece.midi}
      </a>
      <Button
        aria-label={wav.busy ? undefined : text.piece.wavLabel}
        onClick={() => (wav.busy ? wav.stop() : void wav.start())}
      >
        <Icon name={wav.busy ? 'close' : 'download'} size={18} />
        {wav.busy ? text.piece.rendering : text.piece.wav}
      </Button>
      <Button onClick={() => void link.copy()}>
        <Icon name="link" size={18} />
        {link.said || text.piece.copyLink}
      </Button>
    </div>
  );
}
