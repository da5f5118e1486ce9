import { createRootRoute, Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Launcher } from '@/features/guide';
import { text } from '@/shared/i18n';
import { LiveRegion } from '@/shared/ui/LiveRegion';
import { ThemeToggle } from '@/shared/ui/ThemeToggle';

export const Route = createRootRoute({ component: Shell, notFoundComponent: Missing });

function Shell() {
  const navigate = useNavigate();
  const home = useCallback(() => void navigate({ to: '/' }), [navigate]);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-[88rem] items-center justify-between px-5 pt-2 sm:px-8">
        <Link to="/" className="font-serif text-xl font-semibold tracking-tight no-underline">
          {text.name}
        </Link>
        <div className="flex items-center gap-1">
          <Link
            to="/library"
            className="rounded-full px-3 py-1.5 text-ink-2 no-underline hover:bg-hover hover:text-ink"
            activeProps={{ className: 'font-semibold text-ink' }}
          >
            {text.library}
          </Link>
          <Launcher onHome={home} />
          <ThemeToggle />
        </div>
      </header>
      <Outlet />
      <LiveRegion />
    </div>
  );
}

function Missing() {
  return (
    <main className="mx-auto w-full max-w-2xl px-5 pt-[12vh]">
      <h1 className="font-serif text-4xl">{text.missing.title}</h1>
      <Link to="/" className="mt-4 inline-block text-accent-text underline">
        {text.missing.home}
      </Link>
    </main>
  );
}
