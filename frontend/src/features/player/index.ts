import { lazy } from 'react';

export { timelineOf, type Timeline } from './core/timeline';
export { Keyboard } from './keyboard/Keyboard';
export { load, prefetchPiano, seek, unload, usePlayer } from './player';

// Needed only once there is a piece; they come after the first paint.
export const Roll = lazy(() => import('./roll/Roll').then((m) => ({ default: m.Roll })));
export const TransportBar = lazy(() =>
  import('./transport/TransportBar').then((m) => ({ default: m.TransportBar })),
);
