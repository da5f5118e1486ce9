import { lazily } from '@/shared/lib/lazily';

export { timelineOf, type Timeline } from './core/timeline';
export { Keyboard } from './keyboard/Keyboard';
export { load, prefetchPiano, seek, unload, usePlayer } from './player';
export { useSettings } from './settings';

// Needed only once there is a piece; they come after the first paint.
export const Views = lazily(() => import('./Views').then((m) => m.Views));
export const TransportBar = lazily(() =>
  import('./transport/TransportBar').then((m) => m.TransportBar),
);
