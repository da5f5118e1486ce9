import { text } from '@/shared/i18n';
import { type Problem, problemOf } from '@/shared/lib/problem';
import { wrongIn } from './draft';
import { isWrong, type Reading } from './link';

/** Something that went wrong, and what had been asked for. */
export interface Trouble {
  problem: Problem;
  /** The same value as long as it is the same trouble. */
  cause: unknown;
  about: Reading;
}

/** What a link asks for and cannot have. */
export function linkProblem(reading: Reading): Problem {
  const fields = Object.entries(wrongIn(reading)).map(([field, message]) => ({
    field,
    message:
      field === 'description'
        ? message
        : text.problem.inLink(message, reading.wrong[field as keyof Reading['wrong']] ?? ''),
  }));
  return { kind: 'refused', detail: text.problem.refused.title, fields };
}

/** The trouble of the page, if there is any: the last thing asked for comes before the address. */
export function troubleOf(
  address: Reading,
  making: { error: unknown; asked: Reading['link'] | undefined },
  failure: unknown,
): Trouble | undefined {
  const { error, asked } = making;
  if (error && asked)
    return { problem: problemOf(error), cause: error, about: { link: asked, wrong: {} } };
  if (isWrong(address)) return { problem: linkProblem(address), cause: address, about: address };
  return failure ? { problem: problemOf(failure), cause: failure, about: address } : undefined;
}
