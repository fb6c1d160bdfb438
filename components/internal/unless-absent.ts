/**
 * The answer of a provider's function; undefined where the provider says that there is no such thing.
 *
 * @param absent - The provider's words for that
 * @throws any other error: who asks must not take silence for an answer
 */
export async function unlessAbsent<Result>(
  absent: RegExp,
  asked: Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && absent.test(error.message)) return undefined;
    throw error;
  }
}
