import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { remember } from '@/shared/lib/storage';
import { useReducedMotion } from '@/shared/lib/useMedia';
import { Button } from '@/shared/ui/Button';
import { Icon } from '@/shared/ui/Icon';
import './guide.css';
import { STEPS } from './tourSteps';

/** Frames what a step is about, and brings it into sight. */
function useFramed(selector: string | undefined, asked: boolean) {
  const still = useReducedMotion();
  useEffect(() => {
    const target = selector ? document.querySelector<HTMLElement>(selector) : null;
    if (!target) return;
    target.toggleAttribute('data-tour', true);
    if (asked) target.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
    return () => {
      target.removeAttribute('data-tour');
    };
  }, [selector, asked, still]);
}

interface TourProps {
  /** Asked for by the user: it takes the focus. The first time it only appears. */
  asked: boolean;
  onClose: () => void;
}

/** Three cards, one after the other, above the keyboard. Nothing is locked meanwhile. */
export function Tour({ asked, onClose }: TourProps) {
  const [at, setAt] = useState(0);
  const [moved, setMoved] = useState(false);
  const card = useRef<HTMLElement>(null);
  const back = useRef(document.activeElement);
  const id = useId();
  const step = STEPS[at];
  const last = at === STEPS.length - 1;
  useFramed(step?.target, asked || moved);

  useEffect(() => {
    remember('tour', 'seen');
    if (asked) card.current?.focus();
    else announce(tools.tour.offered);
  }, [asked]);
  useEffect(() => {
    if (moved) card.current?.focus();
  }, [at, moved]);

  const close = () => {
    const within = card.current?.contains(document.activeElement);
    onClose();
    if (!within) return;
    const words = document.querySelector<HTMLElement>('.prompt textarea');
    const before = back.current instanceof HTMLElement && back.current.isConnected;
    const target = before && back.current !== document.body ? back.current : words;
    (target as HTMLElement | null)?.focus();
  };
  const go = (next: number) => {
    setMoved(true);
    setAt(next);
  };
  const dock = document.querySelector('.studio-dock');
  if (!dock || !step) return null;
  return createPortal(
    <section
      ref={card}
      role="dialog"
      aria-modal="false"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      tabIndex={-1}
      className="tour"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <p className="text-sm text-ink-2">{tools.tour.step(at + 1, STEPS.length)}</p>
      <h2 id={`${id}-title`} className="font-serif text-xl">
        {step.title}
      </h2>
      <p id={`${id}-text`} className="mt-1 text-ink-2">
        {step.text}
      </p>
      <div className="mt-3 flex items-center gap-2">
        {at > 0 ? <Button onClick={() => go(at - 1)}>{tools.tour.back}</Button> : null}
        <Button
          kind="primary"
          className="min-h-9! px-4!"
          onClick={() => (last ? close() : go(at + 1))}
        >
          {last ? tools.tour.done : tools.tour.next}
        </Button>
      </div>
      <button type="button" className="tour-close" aria-label={tools.tour.close} onClick={close}>
        <Icon name="close" size={18} />
      </button>
    </section>,
    dock,
  );
}
