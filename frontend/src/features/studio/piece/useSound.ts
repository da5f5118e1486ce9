import { useRef, useState } from 'react';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { save } from '@/shared/lib/save';

/** The name a response gives its file, if it gives one. */
export function fileName(response: Response): string | undefined {
  const disposition = response.headers.get('content-disposition') ?? '';
  return /filename="([^"]+)"/.exec(disposition)?.[1];
}

/** The server renders sound when it is first asked for: it takes a moment and can be stopped. */
export function useSound(fallbackName: string) {
  const [busy, setBusy] = useState<string>();
  const request = useRef<AbortController>(null);
  const start = async (url: string) => {
    const abort = new AbortController();
    request.current = abort;
    setBusy(url);
    announce(text.piece.rendering);
    try {
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(String(response.status));
      save(await response.blob(), fileName(response) ?? fallbackName);
    } catch {
      if (!abort.signal.aborted) announce(text.piece.renderFailed);
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, start, stop: () => request.current?.abort() };
}
