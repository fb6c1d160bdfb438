import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import type { Step } from "../step";

export const hasNothingToDo: Step = {
  name: "has nothing to do the second time",
  proves: "AWS keeps the given values: nothing shows as changed forever.",
  async run({ pulumi }) {
    const { succeeded, output } = await pulumi.expectNoChanges();
    if (!succeeded) {
      const changes = output.split("\n").filter((line) => /^\s*[~+-]{1,2} /.test(line));
      throw new CheckFailed(
        `A preview right after the update still has changes.\n${changes.length > 0 ? changes.join("\n") : lastLines(output)}`,
      );
    }
    return ["pulumi preview --expect-no-changes: no changes"];
  },
};
