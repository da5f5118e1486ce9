import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { changePiece, type LibraryPiece, listPieces, removePiece, restorePiece } from '@/api';
import { library as text } from '@/shared/i18n/library';
import { announce } from '@/shared/lib/announce';
import { type Pages, withChange } from './pages';
import type { Wanted } from './wanted';

const KEY = 'library';

/** What of the library is wanted, page after page. */
export function useLibrary({ search, genre, favourite, sort }: Wanted) {
  return useInfiniteQuery({
    queryKey: [KEY, search, genre, favourite, sort],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        ...(search ? { search } : {}),
        ...(genre ? { genre } : {}),
        ...(favourite ? { favourite: true } : {}),
        ...(sort ? { sort } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return (await listPieces({ query, signal, throwOnError: true })).data;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // What the studio makes meanwhile belongs on the list.
    refetchOnMount: 'always',
  });
}

type Change = Partial<Pick<LibraryPiece, 'title' | 'favourite'>>;

/** Renaming, starring, removing and bringing back; what is in sight follows at once. */
export function useChanges() {
  const client = useQueryClient();
  const show = (id: string, change: (piece: LibraryPiece) => LibraryPiece | undefined) => {
    client.setQueriesData<Pages>(
      { queryKey: [KEY] },
      (pages) => pages && withChange(pages, id, change),
    );
  };
  const again = () => client.invalidateQueries({ queryKey: [KEY] });
  const failed = () => {
    announce(text.failed);
    void again();
  };
  const options = { networkMode: 'always', onError: failed } as const;
  const change = useMutation({
    ...options,
    mutationFn: ({ piece, to }: { piece: LibraryPiece; to: Change }) =>
      changePiece({ path: { piece_id: piece.id }, body: to, throwOnError: true }),
    onMutate: ({ piece, to }) => show(piece.id, (one) => ({ ...one, ...to })),
    onSuccess: ({ data }, { to }) => {
      const { title, favourite } = data;
      if (to.title !== undefined) announce(text.renamed(title));
      else announce(favourite ? text.starredNow(title) : text.unstarred(title));
      show(data.id, (one) => ({ ...one, title, favourite }));
    },
  });
  const remove = useMutation({
    ...options,
    mutationFn: ({ id }: LibraryPiece) =>
      removePiece({ path: { piece_id: id }, throwOnError: true }),
    onMutate: ({ id }) => show(id, () => undefined),
    onSuccess: (_, { title }) => announce(text.removed(title)),
  });
  const restore = useMutation({
    ...options,
    mutationFn: ({ id }: LibraryPiece) =>
      restorePiece({ path: { piece_id: id }, throwOnError: true }),
    onSuccess: ({ data }) => {
      announce(text.restored(data.title));
      return again();
    },
  });
  return { change, remove, restore };
}

export type Changes = ReturnType<typeof useChanges>;
