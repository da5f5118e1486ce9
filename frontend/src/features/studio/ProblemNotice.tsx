import { text } from '@/shared/i18n';
import type { Problem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/Button';
import { Notice } from '@/shared/ui/Notice';

function fieldName(field: string): string {
  return (text.field as Partial<Record<string, string>>)[field] ?? field;
}

function Refusal({ problem }: { problem: Extract<Problem, { kind: 'refused' }> }) {
  if (problem.fields.length === 0) return <p>{problem.detail}</p>;
  return (
    <ul className="grid gap-2">
      {problem.fields.map(({ field, message, allowed }) => (
        <li key={field + message}>
          <span className="font-semibold">{fieldName(field)}</span>: {message}
          {allowed && !message.includes(allowed.toString()) ? (
            <span className="block text-ink-3">
              {text.problem.allowed(Array.isArray(allowed) ? allowed.join(', ') : allowed)}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** A problem said so that the user knows what to do next. */
export function ProblemNotice({
  problem,
  onRetry,
}: {
  problem: Problem;
  /** Left out where trying again is not a button's business. */
  onRetry?: () => void;
}) {
  const { kind } = problem;
  return (
    <Notice tone="alarm" title={text.problem[kind].title}>
      {kind === 'refused' ? <Refusal problem={problem} /> : null}
      {kind === 'busy' ? <p>{problem.detail}</p> : null}
      {kind === 'offline' ? <p>{text.problem.offline.text}</p> : null}
      {kind === 'failed' ? (
        <>
          <p>{problem.detail}</p>
          <p>{text.problem.failed.text}</p>
          {problem.requestId ? (
            <p className="text-sm text-ink-3">{text.problem.failed.request(problem.requestId)}</p>
          ) : null}
        </>
      ) : null}
      {kind === 'refused' || !onRetry ? null : (
        <Button onClick={onRetry} className="mt-3">
          {text.problem.retry}
        </Button>
      )}
    </Notice>
  );
}
