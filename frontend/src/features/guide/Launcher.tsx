import { Suspense, useCallback, useEffect, useState } from 'react';
import { text } from '@/shared/i18n';
import { lazily, whenIdle } from '@/shared/lib/lazily';
import { remembered } from '@/shared/lib/storage';
import { Icon } from '@/shared/ui/Icon';
import type { Shown } from './Guide';

const Guide = lazily(() => import('./Guide').then((m) => m.Guide));

/** Opens the list of actions, by button or Ctrl+K; shows the tour to who is here for the first time. */
export function Launcher({ onHome }: { onHome: () => void }) {
  const [shown, setShown] = useState<Shown>();
  // The list may close after the action that it ran has shown something else.
  const hide = useCallback((what: Shown) => {
    setShown((now) => (now === what ? undefined : now));
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) setShown('palette');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    return whenIdle(() => {
      // What is typed right after Ctrl+K must find its field.
      void Guide.preload().catch(() => undefined);
      if (!remembered('tour')) setShown((now) => now ?? 'first-tour');
    });
  }, []);
  return (
    <>
      <button
        type="button"
        className="grid size-10 cursor-pointer place-items-center rounded-full text-ink-2 hover:bg-hover hover:text-ink"
        aria-label={text.actions}
        title={`${text.actions} (Ctrl+K)`}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setShown('palette')}
      >
        <Icon name="search" />
      </button>
      {shown ? (
        <Suspense>
          <Guide shown={shown} onShow={setShown} onHide={hide} onHome={onHome} />
        </Suspense>
      ) : null}
    </>
  );
}
