import { text } from '@/shared/i18n';
import { Icon } from '@/shared/ui/Icon';

interface ExamplesProps {
  prompts: readonly string[];
  alone: boolean;
  onChoose: (prompt: string) => void;
}

function List({ prompts, onChoose }: Pick<ExamplesProps, 'prompts' | 'onChoose'>) {
  return (
    <ul className="border-t border-rule">
      {prompts.map((prompt) => (
        <li key={prompt} className="border-b border-rule">
          <button
            type="button"
            onClick={() => onChoose(prompt)}
            className="w-full cursor-pointer py-2 text-left font-serif text-lg leading-snug text-ink-2 hover:text-accent-text"
          >
            {prompt}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The genre's own examples; one click makes the piece. */
export function Examples({ prompts, alone, onChoose }: ExamplesProps) {
  if (prompts.length === 0) return null;
  if (alone) {
    return (
      <section className="mt-4">
        <h2 className="mb-1.5 text-sm text-ink-2">{text.compose.examples}</h2>
        <List prompts={prompts} onChoose={onChoose} />
      </section>
    );
  }
  return (
    <details className="group">
      <summary className="flex min-h-9 w-fit cursor-pointer list-none items-center gap-1 rounded-full text-ink-2 hover:text-ink">
        <span className="transition-transform group-open:rotate-180">
          <Icon name="chevron" size={18} />
        </span>
        {text.compose.examples}
      </summary>
      <List prompts={prompts} onChoose={onChoose} />
    </details>
  );
}
