export { parseLink, type Link } from './link';
export { Studio } from './Studio';
