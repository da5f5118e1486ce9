interface StepperProps {
  less: { label: string; sign: string };
  more: { label: string; sign: string };
  /** What is set now, in words. */
  value: string;
  canLess: boolean;
  canMore: boolean;
  onStep: (by: -1 | 1) => void;
}

/** A value between two buttons. */
export function Stepper({ less, more, value, canLess, canMore, onStep }: StepperProps) {
  const button = (by: -1 | 1, { label, sign }: { label: string; sign: string }, can: boolean) => (
    <button
      type="button"
      className="step"
      aria-label={label}
      title={label}
      aria-disabled={!can}
      onClick={() => can && onStep(by)}
    >
      {sign}
    </button>
  );
  return (
    <div className="flex items-center gap-1">
      {button(-1, less, canLess)}
      <output className="min-w-[7.5rem] text-center whitespace-nowrap tabular-nums">{value}</output>
      {button(1, more, canMore)}
    </div>
  );
}
