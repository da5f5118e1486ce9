/** Lets the browser keep the studio and the pieces that were opened, for when the server is away. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // After the first paint and the first piece: keeping must never make anyone wait.
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
