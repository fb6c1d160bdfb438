/** Parameters of Systems Manager. */
import type { PropertyBag } from "../../capture/types";
import { CloudRefusal } from "../refusal";
import type { ResourceModels } from "../types";
import { textAt } from "../values";
import type { ObjectsOf } from "./ecs-deployments";

export const parameterType = "aws:ssm/parameter:Parameter";

export const ssm: ResourceModels = {
  [parameterType]: {
    autoName: { property: "name", maxLength: 1011 },
    replaceOn: ["name"],
    outputs: (facts) => ({
      arn: facts.arn("ssm", `parameter/${facts.text("name").replace(/^\//, "")}`),
    }),
    oneOf: { type: ["String", "StringList", "SecureString"] },
    texts: { name: { most: 1011 }, value: { most: 8192 }, insecureValue: { most: 8192 } },
    unique: [
      { by: ["name"], taken: "ParameterAlreadyExists: The parameter already exists: {name}" },
    ],
  },
};

/** @throws CloudRefusal if there is no such parameter */
export function describedParameter(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const name = textAt(args, "name");
  const parameter = objectsOf(parameterType).find(({ inputs }) => textAt(inputs, "name") === name);
  if (parameter === undefined) {
    throw new CloudRefusal("ParameterNotFound", `There is no parameter ${name}`);
  }
  const { type = "String", insecureValue = "", value = insecureValue } = parameter.inputs;
  return { id: name, name, type, value, arn: "", version: 1, insecureValue: value };
}
