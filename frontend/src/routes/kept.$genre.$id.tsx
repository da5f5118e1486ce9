import { createFileRoute } from '@tanstack/react-router';
import { Suspense, useCallback } from 'react';
import { Kept } from '@/features/library';
import type { Link } from '@/features/studio';

export const Route = createFileRoute('/kept/$genre/$id')({ component: KeptPage });

function KeptPage() {
  const { genre, id } = Route.useParams();
  const navigate = Route.useNavigate();
  const open = useCallback(
    (search: Link) => void navigate({ to: '/', search, replace: true }),
    [navigate],
  );
  return (
    <Suspense fallback={<main className="grow" />}>
      <Kept genre={genre} id={id} onOpen={open} />
    </Suspense>
  );
}
