import { type z } from "zod";
import { checkModel, type ModelCheck } from "../model/check/check";
import { pathText } from "../model/check/path";
import { type ModelProblem } from "../model/check/problem";
import { refuseArguments, type ArgumentProblem } from "./arguments";

/** A component's arguments with everything they are checked by. */
export interface ArgumentsCheck<Shape extends z.ZodType> extends Pick<
  ModelCheck<Shape>,
  "schema" | "rules"
> {
  /** Who refuses them, such as `FargateTask "web"`. */
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
  refuseArguments(component, problems.map(argumentProblem));
  if (value === undefined) throw new Error(`${component}: arguments of the wrong shape passed.`);
  return value;
}

function argumentProblem({ path, message, allowed, fix }: ModelProblem): ArgumentProblem {
  const parts = [message, allowed === undefined ? undefined : `Allowed: ${allowed}.`, fix];
  return {
    propertyPath: pathText(path),
    reason: parts.filter((part) => part !== undefined).join(" "),
  };
}
