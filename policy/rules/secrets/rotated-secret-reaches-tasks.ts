import { namedValues, secretArnOf } from "../../lib/containers";
import { containersOf } from "../../lib/model/ecs";
import { secretsBehind } from "../../lib/model/secrets";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const rotatedSecretReachesTasks = stackRule({
  name: "rotated-secret-reaches-tasks",
  row: 131,
  title: "Tasks get a secret's new value when it is rotated",
  severity: "low",
  levels: levels.advisory,
  why: "A task reads its secrets once, when it starts: after a rotation it goes on with a value that may not be valid any more.",
  fix: "Write onRotation: redeploy at the secret, or start a deployment from the event Secret Label Updated; let two users take turns.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
  decidedBy: "drydock:secrets.{name}.onRotation",
  kinds: ["secretRotation", "secret", "secretVersion", "taskDefinition", "eventRule"],
  judges: ["secretRotation"],
  check({ stack, report, defer }) {
    const rotated = new Set<StackResource>();
    for (const rotation of stack.ofKind("secretRotation")) {
      const lambda = known(readString(rotation.properties, "rotationLambdaArn")) ?? "";
      if (singleUser.test(lambda)) {
        const problem = "changes the password of the one user that tasks are connected as";
        report(rotation, { problem, property: "rotationLambdaArn" });
      }
      for (const secret of stack.references(rotation, "secretId", "secret").targets) {
        if (!isFollowed(stack, secret)) rotated.add(secret);
      }
    }
    for (const definition of rotated.size === 0 ? [] : stack.ofKind("taskDefinition")) {
      const property = "containerDefinitions";
      const containers = containersOf(definition);
      if (containers === undefined) {
        const behind = secretsBehind(stack, definition, property);
        if ([...behind].some((one) => rotated.has(one))) defer(definition, property);
        continue;
      }
      const values = containers.flatMap((container) => namedValues(container, "secrets"));
      const stale = values.some(({ value }) => {
        const secret = stack.named("secret", secretArnOf(value));
        return secret !== undefined && rotated.has(secret) && !isPinned(value);
      });
      if (stale) {
        report(definition, { problem: "reads a rotated secret at its start only", property });
      }
    }
  },
});

/** AWS's templates for rotation functions name the strategy. https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html */
const singleUser = /SingleUser/i;

/** A version in a `valueFrom` is the part after JSON key and stage: who wrote it asked for that value. */
const isPinned = (valueFrom: string): boolean => (valueFrom.split(":")[9] ?? "") !== "";

/** True when an event rule hears of the secret's new versions. */
function isFollowed(stack: StackModel, secret: StackResource): boolean {
  const arn = known(readString(secret.properties, "arn"));
  return stack.ofKind("eventRule").some((rule) => {
    const pattern = readString(rule.properties, "eventPattern");
    if (pattern.state === "unknown") {
      return stack.dependenciesOf(rule, "eventPattern", "secret").includes(secret);
    }
    const text = known(pattern) ?? "";
    return text.includes("Secret Label Updated") && (arn === undefined || text.includes(arn));
  });
}
