import { useMemo } from 'react';
import { tools } from '@/shared/i18n/tools';
import type { Action } from '@/shared/lib/actions';
import { useTheme } from '@/shared/lib/theme';
import { Palette } from './Palette';
import { Tour } from './Tour';

export type Shown = 'palette' | 'tour' | 'first-tour';

interface GuideProps {
  shown: Shown;
  onShow: (shown: Shown) => void;
  onHide: (shown: Shown) => void;
  /** Goes to the empty studio. */
  onHome: () => void;
}

/** What the page itself can do, whatever stands in it. */
function usePageActions(onShow: GuideProps['onShow'], onHome: () => void): Action[] {
  const { theme, choose } = useTheme();
  return useMemo(() => {
    const { actions, group } = tools.palette;
    const other = theme === 'dark' ? 'light' : 'dark';
    const words = () => document.querySelector<HTMLElement>('.prompt textarea')?.focus();
    const action = (id: string, label: string, run: () => void) => ({ id, label, group, run });
    return [
      action('words', actions.words, words),
      action('new', actions.newPiece, onHome),
      action('theme', actions.theme[other], () => choose(other)),
      action('tour', actions.tour, () => onShow('tour')),
    ];
  }, [theme, choose, onShow, onHome]);
}

/** The list of actions, or the tour. */
export function Guide({ shown, onShow, onHide, onHome }: GuideProps) {
  const always = usePageActions(onShow, onHome);
  const close = () => onHide(shown);
  if (shown !== 'palette') return <Tour asked={shown === 'tour'} onClose={close} />;
  return <Palette always={always} onClose={close} />;
}
