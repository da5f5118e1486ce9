import { useAnnouncement } from '@/shared/lib/announce';

/** Where the page says what happened, for those who do not see it. */
export function LiveRegion() {
  const { text, turn } = useAnnouncement();
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {/* A changing key makes the same sentence be read again. */}
      <span key={turn}>{text}</span>
    </p>
  );
}
