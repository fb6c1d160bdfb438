import type { z } from "zod";
import { checkModel, type ModelCheck } from "../model/check/check";
import { pathText, valueAt } from "../model/check/path";
import type { ModelProblem } from "../model/check/problem";
import { refuseArguments, type ArgumentProblem } from "./arguments";
import { isLate } from "./late";

/** A component's arguments with everything they are checked by. */
export interface ArgumentsCheck<Shape extends z.ZodType> extends Pick<
  ModelCheck<Shape>,
  "schema" | "rules"
> {
  /** The component that refuses them, such as `FargateTask "web"`. */
  readonly component: string;
  readonly args: z.input<Shape>;
}

/**
 * A component's arguments, checked by the model and with every default filled in. Late values pass as they are: a rule
 * has to look whether it can read one.
 *
 * @throws pulumi.InputPropertiesError with everything that is wrong.
 */
export function checkedArguments<Shape extends z.ZodType>(
  check: ArgumentsCheck<Shape>,
): z.output<Shape> {
  const { component, schema, rules, args } = check;
  const { value, problems } = checkModel({ schema, rules, tree: args });
  const told = problems.map((problem) => argumentProblem(plainWanted(problem, args)));
  refuseArguments(component, [...new Map(told.map((one) => [JSON.stringify(one), one])).values()]);
  if (value === undefined) throw new Error(`${component}: arguments of the wrong shape passed.`);
  return value;
}

/** Where a value comes late that may not, that is the problem, whatever else is wrong with it. */
function plainWanted(problem: ModelProblem, args: unknown): ModelProblem {
  const { path } = problem;
  const late = path.findIndex((_, index) => isLate(valueAt(args, path.slice(0, index + 1))));
  if (late === -1) return problem;
  return {
    path: path.slice(0, late + 1),
    message: "This is known only later, as a whole, but it decides which resources there are.",
    fix: "Give a plain value; where it is a list of ids, each of them may come later.",
  };
}

function argumentProblem({ path, message, allowed, fix, place }: ModelProblem): ArgumentProblem {
  const where = place === undefined ? "" : `${place.file}:${place.line}: `;
  const parts = [where + message, allowed === undefined ? undefined : `Allowed: ${allowed}.`, fix];
  return {
    propertyPath: pathText(path),
    reason: parts.filter((part) => part !== undefined).join(" "),
  };
}
