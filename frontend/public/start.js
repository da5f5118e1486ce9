// Runs before the first paint so that a chosen theme never flashes, and starts the page after it.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('gospel-keys.theme');
  } catch {
    // storage may be forbidden
  }
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const root = document.documentElement;
  root.dataset.theme = dark ? 'dark' : 'light';
  // A link to a piece, or another page, does not begin with the empty first screen.
  if (location.pathname !== '/' || location.search) root.dataset.inside = '';

  // The build laid the code aside: the outline is painted first, and nothing competes with it.
  let started = false;
  const start = () => {
    const code = document.querySelector('template#code');
    if (started || !code) return;
    started = true;
    document.head.append(code.content.cloneNode(true));
  };
  // Told by the browser; a frame and a breath later where it does not tell.
  const painted = (then) => {
    if (PerformanceObserver.supportedEntryTypes?.includes('paint')) {
      new PerformanceObserver((told) => {
        if (told.getEntriesByName('first-contentful-paint').length) then();
      }).observe({ type: 'paint', buffered: true });
    } else requestAnimationFrame(() => setTimeout(then));
  };
  addEventListener('DOMContentLoaded', () => {
    painted(start);
    // A tab in the background paints nothing and would wait for ever.
    const unseen = () => document.hidden && start();
    addEventListener('visibilitychange', unseen);
    unseen();
    setTimeout(start, 3000);
  });
})();
