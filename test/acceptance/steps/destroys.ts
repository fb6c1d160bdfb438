import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import type { Step } from "../step";

/** A load balancer's or a task's network interface may hold a subnet for some minutes more. */
const ATTEMPTS = 3;

export const destroys: Step = {
  name: "destroys the environment",
  proves: "A disposable environment goes completely, with its images, files and secrets.",
  async run({ pulumi, interruption }) {
    const failures: string[] = [];
    while (failures.length < ATTEMPTS) {
      const { succeeded, output } = await pulumi.destroy(failures.length > 0);
      if (succeeded) {
        const removed = await pulumi.removeStack();
        if (!removed.succeeded) {
          throw new CheckFailed(`The stack is not empty. ${lastLines(removed.output)}`);
        }
        const deleted = /- (\d+) deleted/.exec(output)?.[1] ?? "no";
        return [
          `pulumi destroy deleted ${deleted} resources; nothing is left in its state`,
          ...failures.map((failure, at) => `attempt ${at + 1} failed: ${failure}`),
        ];
      }
      interruption.signal.throwIfAborted();
      failures.push(lastLines(output));
      // What an interrupted update holds; there is nothing to cancel otherwise.
      await pulumi.cancel();
    }
    throw new CheckFailed(`pulumi destroy failed ${ATTEMPTS} times. ${failures.at(-1) ?? ""}`);
  },
};
