import { createFileRoute } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Address, type Link, readLink, Studio } from '@/features/studio';

/** As it came: what is wrong in an address has to be told, not cleaned away. */
const asItCame = (address: Address): Address => address;

export const Route = createFileRoute('/')({ validateSearch: asItCame, component: StudioPage });

function StudioPage() {
  const address = Route.useSearch();
  const reading = useMemo(() => readLink(address), [address]);
  const navigate = Route.useNavigate();
  const go = useCallback(
    (search: Link, how?: { replace: boolean }) => {
      void navigate({ search, replace: how?.replace ?? false, resetScroll: false });
    },
    [navigate],
  );
  return <Studio address={reading} onGo={go} />;
}
