export { type Address, type Link, type Reading, readLink } from './link';
export { linkOfRequest } from './recipe';
export { ProblemNotice } from './ProblemNotice';
export { Studio } from './Studio';
export { accentOf } from './useAccent';
export { useGenres } from './useGenres';
