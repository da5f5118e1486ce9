import { type ComponentType, createElement, lazy } from 'react';

type Loader<P> = () => Promise<ComponentType<P>>;

/** A component whose code comes later. */
export type Late<P> = ComponentType<P> & {
  /** Fetches the code; afterwards it renders at once. */
  preload: () => Promise<unknown>;
};

/**
 * Like `React.lazy`, but what was preloaded renders at once. `lazy` always shows its fallback
 * first, and React then keeps a fallback for 0.3 s so that it does not flicker.
 */
export function lazily<P extends object>(load: Loader<P>): Late<P> {
  let ready: ComponentType<P> | undefined;
  let coming: Promise<ComponentType<P>> | undefined;
  const preload = () => {
    coming ??= load().then((component) => (ready = component));
    // A failed download may succeed the next time.
    coming.catch(() => (coming = undefined));
    return coming;
  };
  const Waiting = lazy(async () => ({ default: await preload() }));
  const Component = (props: P) => createElement((ready ?? Waiting) as ComponentType<P>, props);
  return Object.assign(Component, { preload });
}

/** Runs when the browser has nothing better to do. */
export function whenIdle(task: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(task, 300);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: 2000 });
  return () => cancelIdleCallback(handle);
}
