import { text } from '@/shared/i18n';
import { Disclosure } from '@/shared/ui/Disclosure';

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
            className="w-full cursor-pointer py-1.5 text-left font-serif text-lg leading-snug text-ink-2 hover:text-accent-text"
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
  const list = <List prompts={prompts} onChoose={onChoose} />;
  if (!alone) return <Disclosure label={text.compose.examples}>{list}</Disclosure>;
  return (
    <section>
      <h2 className="mb-1.5 text-sm text-ink-2">{text.compose.examples}</h2>
      {list}
    </section>
  );
}
