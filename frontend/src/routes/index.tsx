import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type Link, parseLink, Studio } from '@/features/studio';

export const Route = createFileRoute('/')({ validateSearch: parseLink, component: StudioPage });

function StudioPage() {
  const link = Route.useSearch();
  const navigate = Route.useNavigate();
  const go = useCallback(
    (search: Link, how?: { replace: boolean }) => {
      void navigate({ search, replace: how?.replace ?? false, resetScroll: false });
    },
    [navigate],
  );
  return <Studio link={link} onGo={go} />;
}
