import { symbolParts } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';

/** A chord symbol as it is set in a lead sheet: root large, the rest smaller, the bass below. */
export function ChordSymbol({ symbol }: { symbol: string }) {
  const { root, quality, bass } = symbolParts(symbol);
  return (
    <span className="font-serif whitespace-nowrap">
      <Music>{root}</Music>
      <span className="text-[0.72em]">
        <Music>{quality}</Music>
      </span>
      {bass ? (
        <span className="text-[0.72em]">
          /<Music>{bass}</Music>
        </span>
      ) : null}
    </span>
  );
}
