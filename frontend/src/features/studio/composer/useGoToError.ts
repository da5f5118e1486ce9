import { type RefObject, useEffect } from 'react';

/** Takes the user to the first field that is wrong, opening what hides it. */
function focusFirstError(form: HTMLElement): boolean {
  const found = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input');
  if (!found) return false;
  for (let part = found.parentElement; part && part !== form; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  found.focus();
  return true;
}

/** Goes to the first error each time `cause` becomes another; without a cause it rests. */
export function useGoToError(form: RefObject<HTMLFormElement | null>, cause: unknown): void {
  useEffect(() => {
    if (!cause) return undefined;
    // By the next frame the form shows what the address or the server said.
    const frame = requestAnimationFrame(() => {
      if (!form.current || focusFirstError(form.current)) return;
      // No field is to blame: at least what is said about it comes into sight.
      form.current.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [form, cause]);
}
