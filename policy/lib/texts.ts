import { readContainers } from "./containers";
import { keptByObject } from "./kept";
import { documentIn } from "./json-document";
import type { StackResource } from "./model/stack-resource";
import { isProperties, isUnknown, type Properties } from "./reading";

/** A text among the properties of a resource. */
export interface Text {
  /** Where it is, as a path. */
  readonly property: string;
  /** The last name on the path. */
  readonly key: string;
  readonly value: string;
}

/** Properties that refer to nothing: policies have separate rules, and other texts are for the program. */
const ignored: ReadonlySet<string> = new Set([
  "assumeRolePolicy",
  "inlinePolicies",
  "tags",
  "tagsAll",
  "description",
  "name",
  "urn",
  "id",
  "environment",
  "command",
  "entryPoint",
  "healthCheck",
  "dockerLabels",
  "content",
  // Read as containers, below.
  "containerDefinitions",
]);

/** Documents by these names have rules of their own where they are policies. */
const policies: ReadonlySet<string> = new Set(["policy", "policyDocument", "accessPolicy"]);

/** The texts by which a resource may refer to another one, those in container definitions as well. */
export const textsOf = keptByObject(newTexts);

function newTexts({ type, properties }: StackResource): readonly Text[] {
  const texts: Text[] = [];
  const visit = (value: unknown, property: string, key: string): void => {
    if (typeof value === "string") {
      if (isUnknown(value)) return;
      const inner = documentIn(value);
      if (inner !== undefined) visit(inner, property, key);
      else if (!policies.has(key)) texts.push({ property, key, value });
    } else if (Array.isArray(value)) {
      value.forEach((one, index) => {
        visit(one, `${property}[${index}]`, key);
      });
    } else if (isProperties(value) && value.Statement === undefined) {
      visitAll(value, `${property}.`);
    }
  };
  const visitAll = (values: Properties, prefix: string): void => {
    for (const [key, value] of Object.entries(values)) {
      if (!ignored.has(key)) visit(value, `${prefix}${key}`, key);
    }
  };
  visitAll(properties, "");
  if (type.startsWith("aws:ecs/")) {
    const reading = readContainers(properties);
    for (const { index, definition } of reading.state === "known" ? reading.containers : []) {
      visitAll(definition, `containerDefinitions[${index}].`);
    }
  }
  return texts;
}
