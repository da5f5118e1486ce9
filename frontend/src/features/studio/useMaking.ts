import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Link, pieceName, type PieceLink, sameBrief } from './link';
import { pieceQuery } from './usePiece';

/**
 * Makes a piece before the address names it: until it is there, and if it never comes, the piece
 * in sight stays with its music.
 */
export function useMaking(link: Link, onMade: (link: PieceLink) => void) {
  const client = useQueryClient();
  const { mutate, reset, isPending, variables, error } = useMutation({
    mutationFn: (asked: PieceLink) => client.query(pieceQuery(asked)),
    // The server is on this machine: it can answer while the network is gone.
    networkMode: 'always',
  });
  // Whoever goes elsewhere meanwhile is not fetched back.
  const here = pieceName(link);
  useEffect(() => reset(), [here, reset]);
  return {
    busy: isPending,
    error,
    /** What was asked for last. */
    asked: variables,
    /** Stops what was asked for last; the piece in sight stays. */
    stop: () => {
      if (isPending) void client.cancelQueries({ queryKey: pieceQuery(variables).queryKey });
      reset();
    },
    make: (asked: PieceLink) => {
      // A second click asks for nothing new.
      if (isPending && sameBrief(asked, variables)) return;
      mutate(asked, {
        onSuccess: ({ score }) => onMade({ ...asked, version: score.arrangement.version }),
      });
    },
  };
}
