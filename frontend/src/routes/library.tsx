import { createFileRoute } from '@tanstack/react-router';
import { Suspense, useCallback } from 'react';
import { Library, type Wanted } from '@/features/library';

export const Route = createFileRoute('/library')({
  validateSearch: (address: Record<string, unknown>): Wanted => address,
  component: LibraryPage,
});

function LibraryPage() {
  const address = Route.useSearch();
  const navigate = Route.useNavigate();
  const want = useCallback(
    (search: Wanted) => void navigate({ search, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Suspense fallback={<main className="grow" />}>
      <Library address={address} onWant={want} />
    </Suspense>
  );
}
