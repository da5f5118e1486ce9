import { useQuery } from '@tanstack/react-query';
import { listModels, type ModelOut } from '@/api';
import { making } from '@/shared/i18n/making';
import { type Option, SelectField } from '@/shared/ui/Field';

const text = making.share;

const options: Option[] = Object.entries(text.choices)
  .map(([value, label]) => ({ value, label }))
  // Names that are whole numbers come first in an object, whatever their order in the file.
  .sort((a, b) => Number(a.value) - Number(b.value));

interface AiShareProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (event: React.ChangeEvent<HTMLSelectElement>) => void;
}

function useModels() {
  return useQuery({
    queryKey: ['models'],
    queryFn: async ({ signal }) => (await listModels({ signal, throwOnError: true })).data.models,
    staleTime: 10_000,
    retry: false,
  });
}

const named = (models: readonly ModelOut[]) => models.map(({ label }) => label).join(', ');

/** Which models can be asked, and whether something would leave the machine. */
function Models() {
  const { data, isError } = useModels();
  if (isError) return <p>{text.unknown}</p>;
  if (!data) return <p>{text.looking}</p>;
  const there = data.filter(({ available }) => available);
  const away = there.filter(({ leaves_machine: leaves }) => leaves);
  const here = there.filter(({ leaves_machine: leaves }) => !leaves);
  if (there.length === 0) {
    return (
      <p>
        {text.none} {text.how} <code className="whitespace-nowrap">{text.command}</code>.
      </p>
    );
  }
  return (
    <>
      {here.length > 0 ? <p>{text.here(named(here))}</p> : null}
      {away.length > 0 ? (
        <p className="border-l-2 border-accent pl-2 text-ink">{text.away(named(away))}</p>
      ) : null}
    </>
  );
}

/** How much of the harmony a model may decide; off unless somebody turns it on. */
export function AiShare(props: AiShareProps) {
  return (
    <div className="grid gap-1.5">
      <SelectField {...props} options={options} />
      <div className="grid gap-1 text-sm text-ink-2">
        <p>{text.hint}</p>
        <Models />
      </div>
    </div>
  );
}
