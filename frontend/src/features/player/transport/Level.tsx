import { useEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { outputLevel, usePlayer } from '../player';
import { meterShare, SILENCE_DB } from '../sound/level';

const EVERY_MS = 60;
/** How much of its height the meter keeps from one reading to the next. */
const FALL = 0.75;

/** How loud the page is now, measured where the sound leaves it. */
export function Level() {
  const meter = useRef<HTMLDivElement>(null);
  const status = usePlayer((state) => state.status);
  const stirs = usePlayer((state) => state.stirs);
  useEffect(() => {
    let shown = 0;
    const show = () => {
      const level = outputLevel();
      shown = Math.max(meterShare(level), shown * FALL);
      const element = meter.current;
      if (!element) return;
      element.style.setProperty('--share', shown.toFixed(3));
      element.setAttribute('aria-valuenow', Math.max(SILENCE_DB, level).toFixed(1));
      element.setAttribute('aria-valuetext', `${Math.round(Math.max(SILENCE_DB, level))} dB`);
      // After a pause the meter falls with the sound, then rests.
      if (status !== 'playing' && shown < 0.001) clearInterval(timer);
    };
    const timer = setInterval(show, EVERY_MS);
    return () => clearInterval(timer);
    // What the user plays himself sets the meter going too.
  }, [status, stirs]);
  return (
    <div
      ref={meter}
      role="meter"
      aria-label={text.player.level}
      aria-valuemin={SILENCE_DB}
      aria-valuemax={0}
      aria-valuenow={SILENCE_DB}
      title={text.player.level}
      className="level"
    />
  );
}
