import { text } from '@/shared/i18n';

/** The shape of a piece while it is being written. */
export function PieceSkeleton() {
  return (
    <div role="status" className="grid animate-[appear_200ms_250ms_both] gap-6">
      <p className="font-serif text-4xl leading-tight text-ink-3">{text.piece.loading}</p>
      <div
        aria-hidden="true"
        className="grid grid-cols-2 border-t border-r border-rule sm:grid-cols-4"
      >
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index} className="h-[4.6rem] border-b border-l border-rule p-4">
            <div className="h-4 w-16 animate-pulse rounded bg-rule-soft" />
          </div>
        ))}
      </div>
    </div>
  );
}
