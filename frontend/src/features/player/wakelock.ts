/** Hands on a keyboard do not touch the screen: it stays on while the music plays. */
let lock: Promise<WakeLockSentinel | undefined> | undefined;

function ask(): void {
  if (!('wakeLock' in navigator) || document.hidden) return;
  // Browsers may refuse, on a low battery for one; the music plays on.
  lock = navigator.wakeLock.request('screen').catch(() => undefined);
}

function askAgain(): void {
  if (!document.hidden) ask();
}

export function keepScreenOn(): void {
  ask();
  // The browser lets go of the lock when the tab is hidden.
  document.addEventListener('visibilitychange', askAgain);
}

export function letScreenSleep(): void {
  document.removeEventListener('visibilitychange', askAgain);
  void lock?.then((held) => held?.release());
  lock = undefined;
}
