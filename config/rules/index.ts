import { type Rule } from "./rule";
import { taskSize } from "./task-size";

/** Every rule between fields, by what it guards. */
export const rules: Readonly<Record<string, Rule>> = {
  "task-size": taskSize,
};
