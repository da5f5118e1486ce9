import { lazily } from '@/shared/lib/lazily';

export const Library = lazily(() => import('./Library').then((m) => m.Library));
export const Kept = lazily(() => import('./Kept').then((m) => m.Kept));
export type { Wanted } from './wanted';
