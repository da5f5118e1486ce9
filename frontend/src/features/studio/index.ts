export { type Address, type Link, type Reading, readLink } from './link';
export { Studio } from './Studio';
