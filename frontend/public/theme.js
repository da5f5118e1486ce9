// Runs before the first paint so that a chosen theme never flashes.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('gospel-keys.theme');
  } catch {
    // storage may be forbidden
  }
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
