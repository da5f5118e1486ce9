import { useQuery } from '@tanstack/react-query';
import { type GenreOut, listGenres } from '@/api';

/** The registry: every genre with its applications, colours and examples. */
export function useGenres() {
  return useQuery({
    queryKey: ['genres'],
    queryFn: async ({ signal }) => (await listGenres({ signal, throwOnError: true })).data,
    staleTime: Infinity,
  });
}

/** The chosen genre; where none was chosen, the first there is. */
export function chosenGenre(genres: readonly GenreOut[], id: string): GenreOut | undefined {
  return id ? genres.find((genre) => genre.id === id) : genres[0];
}
