import { useEffect, useRef, useState } from 'react';
import { importFile, type ImportOut } from '@/api';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { type Problem, problemOf } from '@/shared/lib/problem';
import { useDraft } from '../draft';
import type { Link } from '../link';
import { writeMelody } from '../melody';
import { chartOf } from './chart';

export interface Brought {
  name: string;
  read: ImportOut;
}

/** What a file fixes of the form. */
export function linkOfImport(read: ImportOut, name: string): Link {
  const { key, time_signature, tempo, num_bars, progression, melody } = read;
  return {
    description: read.title || text.bring.from(name),
    key,
    time_signature,
    num_bars,
    ...(tempo ? { tempo } : {}),
    ...(progression?.length ? { progression: chartOf(progression, time_signature) } : {}),
    ...(melody?.length ? { melody: writeMelody(melody) } : {}),
  };
}

/** Reads a file of chords or of a tune into the form; nothing is made before the user says so. */
export function useImport(genre: string | undefined) {
  const replace = useDraft((state) => state.replace);
  const [brought, setBrought] = useState<Brought>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const bring = async (file: File) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { data } = await importFile({ body: { file }, throwOnError: true });
      replace({
        link: { ...linkOfImport(data, file.name), ...(genre ? { genre } : {}) },
        wrong: {},
      });
      setBrought({ name: file.name, read: data });
      announce(text.bring.done(file.name));
    } catch (error) {
      setBrought(undefined);
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { bring, brought, problem, busy };
}

/** A file that is dropped anywhere on the page. */
export function useDrop(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const handler = useRef(onFile);
  useEffect(() => {
    handler.current = onFile;
  });
  useEffect(() => {
    const files = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) handler.current(file);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
