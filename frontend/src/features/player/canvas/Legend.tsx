import { text } from '@/shared/i18n';

/** What the marks of a drawing mean; the pedal is named where it is drawn. */
export function Legend({ pedal = false }: { pedal?: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
      <li className="flex items-center gap-1.5">
        <span className="h-2 w-5 rounded-full bg-hand-right" />
        {text.player.right}
      </li>
      <li className="flex items-center gap-1.5">
        <span className="h-2 w-5 border border-hand-left bg-[var(--hand-left-soft)]" />
        {text.player.left}
      </li>
      {pedal ? (
        <li className="flex items-center gap-1.5">
          <span className="h-[3px] w-5 rounded-full bg-rule-strong" />
          {text.player.pedal}
        </li>
      ) : null}
    </ul>
  );
}
