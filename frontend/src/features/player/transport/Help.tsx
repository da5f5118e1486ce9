import { useEffect, useRef } from 'react';
import { tools } from '@/shared/i18n/tools';
import { Button } from '@/shared/ui/Button';
import { SHORTCUTS, TYPING } from './shortcuts';

/** A letter as it stands on its key; other keys by their names. */
function named(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

/** `?` opens the list of keys, Escape closes it. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches(TYPING);
      if (event.key === '?' && !typing) dialog.current?.showModal();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog ref={dialog} className="help" aria-label={tools.shortcuts.heading}>
      <h2 className="mb-3 font-serif text-2xl">{tools.shortcuts.heading}</h2>
      <dl>
        {[...SHORTCUTS, { key: '?', name: '?', means: tools.shortcuts.help }].map((shortcut) => (
          <div key={shortcut.key}>
            <dt>
              <kbd>{shortcut.name ?? named(shortcut.key)}</kbd>
            </dt>
            <dd>{shortcut.means}</dd>
          </div>
        ))}
      </dl>
      <Button className="mt-4" onClick={() => dialog.current?.close()}>
        {tools.shortcuts.close}
      </Button>
    </dialog>
  );
}
