import { useRef } from 'react';
import { text } from '@/shared/i18n';
import { Button } from '@/shared/ui/Button';
import { Notice } from '@/shared/ui/Notice';
import { useDraft } from '../draft';
import { readMelody } from '../melody';
import { ProblemNotice } from '../ProblemNotice';
import { useDrop, useImport } from './useImport';

const KINDS = '.mid,.midi,.musicxml,.xml,.mxl,.cho,.chordpro,.crd,.pro,.txt,.html';

/** The tune that will be on top, if one was brought. */
function Tune() {
  const melody = useDraft(({ draft }) => draft.melody);
  const set = useDraft((state) => state.set);
  const notes = melody ? readMelody(melody) : undefined;
  if (!notes) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2">
      {text.bring.tune(notes.length)}
      <Button kind="plain" onClick={() => set('melody', '')}>
        {text.bring.remove}
      </Button>
    </p>
  );
}

/** Chords or a tune from a file, by button or by drop. */
export function Bring({ genre }: { genre: string | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  const { bring, brought, problem, busy } = useImport(genre);
  const over = useDrop((file) => void bring(file));
  return (
    <div className="grid justify-items-start gap-2" aria-busy={busy}>
      <input
        ref={input}
        type="file"
        hidden
        accept={KINDS}
        aria-label={text.bring.choose}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again.
          event.target.value = '';
          if (file) void bring(file);
        }}
      />
      <Button title={text.bring.hint} onClick={() => input.current?.click()}>
        {over ? text.bring.drop : text.bring.choose}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <Tune />
      {brought ? (
        <>
          <p className="text-ink-2">{text.bring.done(brought.name)}</p>
          {brought.read.notices.map((notice) => (
            <Notice key={notice}>{notice}</Notice>
          ))}
        </>
      ) : null}
    </div>
  );
}
