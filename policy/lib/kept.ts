/** Many rules read the same texts; a run of the pack keeps the latest. */
const mostKept = 5_000;

/** Answers that depend on a text alone, each found once while not too many are kept. */
export function keptByText<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    let kept = answers.get(text);
    if (kept === undefined) {
      kept = { answer: answer(text) };
      if (answers.size >= mostKept) answers.clear();
      answers.set(text, kept);
    }
    return kept.answer;
  };
}

/** Answers that depend on an object that nobody changes, each found once. */
export function keptByObject<Key extends object, Answer>(
  answer: (key: Key) => Answer,
): (key: Key) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    let kept = answers.get(key);
    if (kept === undefined) {
      kept = { answer: answer(key) };
      answers.set(key, kept);
    }
    return kept.answer;
  };
}
