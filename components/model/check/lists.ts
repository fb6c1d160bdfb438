import type { Path } from "./path";
import type { ModelProblem } from "./problem";

/** Items that a list has more than once; `path` is that of the list. */
export function repeated(list: readonly (string | number)[], path: Path = []): ModelProblem[] {
  return list.flatMap((item, index) =>
    list.indexOf(item) === index
      ? []
      : [
          {
            path: [...path, index],
            message: "This is in the list twice.",
            fix: "Remove one of the two.",
          },
        ],
  );
}
