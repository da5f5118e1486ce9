import { text } from '@/shared/i18n';
import { useTheme } from '@/shared/lib/theme';
import { Icon } from './Icon';

export function ThemeToggle() {
  const { theme, choose } = useTheme();
  const label = theme === 'dark' ? text.theme.toLight : text.theme.toDark;
  return (
    <button
      type="button"
      className="grid size-10 cursor-pointer place-items-center rounded-full text-ink-2 hover:bg-hover hover:text-ink"
      aria-label={label}
      title={label}
      onClick={() => choose(theme === 'dark' ? 'light' : 'dark')}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
