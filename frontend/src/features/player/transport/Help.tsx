import { useEffect, useRef } from 'react';
import { tools } from '@/shared/i18n/tools';
import { Button } from '@/shared/ui/Button';
import { keyNamed } from './actions';
import { SHORTCUTS, TYPING } from './shortcuts';

const MORE = [
  { key: '?', name: '?', means: tools.shortcuts.help },
  { key: 'k', name: tools.shortcuts.ctrlK, means: tools.palette.heading },
];

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
        {[...SHORTCUTS, ...MORE].map((shortcut) => (
          <div key={shortcut.key}>
            <dt>
              <kbd>{shortcut.name ?? keyNamed(shortcut.key)}</kbd>
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
