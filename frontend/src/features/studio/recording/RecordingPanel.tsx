import { Suspense, useId, useState } from 'react';
import type { Answer } from '../usePiece';
import { tools } from '@/shared/i18n/tools';
import { useActions } from '@/shared/lib/actions';
import { lazily } from '@/shared/lib/lazily';
import { Icon } from '@/shared/ui/Icon';

const Recording = lazily(() => import('./Recording').then((m) => m.Recording));

/** The rendered sound, asked for by opening it: rendering costs the server some work. */
export function RecordingPanel({ answer }: { answer: Answer }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  useActions(() => [
    {
      id: 'recording',
      label: open ? tools.recording.hide : tools.recording.show,
      group: tools.palette.seeing,
      run: () => setOpen(!open),
    },
  ]);
  return (
    <section aria-label={tools.recording.heading} className="grid gap-2">
      <button
        type="button"
        className="disclosing"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevron" size={18} />
        {tools.recording.heading}
      </button>
      <div id={id} hidden={!open}>
        {open ? (
          <Suspense>
            <Recording answer={answer} onClose={() => setOpen(false)} />
          </Suspense>
        ) : null}
      </div>
    </section>
  );
}
