/** Thrown instead of waiting for a volume that does not answer. */
export class DeadlineError extends Error {}

/**
 * Runs file operations with a deadline. A network file system that is out of reach does not fail, it waits for ever, and
 * each waiting call holds one of the four threads Node has for files. So once `atMost` calls hang, further ones are
 * refused at once and the rest of the program lives.
 */
export function createDeadline(
  milliseconds: number,
  atMost = 2,
): <T>(work: () => Promise<T>) => Promise<T> {
  let hanging = 0;
  return async (work) => {
    if (hanging >= atMost) {
      throw new DeadlineError("still waiting for earlier calls");
    }
    let timer: NodeJS.Timeout | undefined;
    let late = false;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        late = true;
        hanging += 1;
        reject(new DeadlineError(`no answer within ${milliseconds / 1000} seconds`));
      }, milliseconds);
    });
    const running = work().finally(() => {
      clearTimeout(timer);
      if (late) {
        hanging -= 1;
      }
    });
    return Promise.race([running, tooLate]);
  };
}
