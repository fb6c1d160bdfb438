/** What the tasks' roles may do with named things beside the environment. */
import type { PropertyBag } from "../offline/capture/types";
import { workloadsOf } from "./jobs";
import { type Part, type Source, statementsOf, textsOf } from "./source";
import type { DiagramNode, Icon, NodeKind } from "./model";

/** Services whose resources are things of their own in a picture; the others serve the task itself. */
const shown: Readonly<Record<string, { readonly kind: NodeKind; readonly icon: Icon }>> = {
  sqs: { kind: "messages", icon: "AmazonSimpleQueueService" },
  sns: { kind: "messages", icon: "AmazonSimpleNotificationService" },
  events: { kind: "messages", icon: "AmazonEventBridge" },
  kinesis: { kind: "messages", icon: "AmazonKinesis" },
  dynamodb: { kind: "database", icon: "AmazonDynamoDB" },
  "rds-db": { kind: "database", icon: "AmazonRDS" },
  s3: { kind: "bucket", icon: "AmazonSimpleStorageService" },
  bedrock: { kind: "other", icon: "AmazonBedrock" },
  lambda: { kind: "other", icon: "AWSLambda" },
  states: { kind: "other", icon: "AWSStepFunctions" },
};

/** The grants of the task role of every service and job on resources that they name. */
export function grantsOf(source: Source): Part {
  const roles = new Map(source.of("iam/role:Role").map((role) => [role.outputs["arn"], role]));
  const policies = source.of("iam/rolePolicy:RolePolicy");
  const names = new Map(source.resources.map(({ outputs, name }) => [outputs["arn"], name]));
  const parts = workloadsOf(source).flatMap(({ id, task }) => {
    const role = roles.get(task.inputs["taskRoleArn"] ?? null);
    return policies
      .filter(({ inputs }) => inputs["role"] === role?.outputs["name"])
      .flatMap((policy) =>
        statementsOf(policy)
          .flatMap((statement) => grants(statement, names))
          .map(({ node, label }) => ({
            node,
            edge: { from: id, to: node.id, labels: [label], because: [policy.urn] },
          })),
      );
  });
  return { nodes: parts.map(({ node }) => node), edges: parts.map(({ edge }) => edge) };
}

interface Grant {
  readonly node: DiagramNode;
  readonly label: string;
}

/** @param names the names that the program gives to ARNs */
function grants(statement: PropertyBag, names: ReadonlyMap<unknown, string>): Grant[] {
  if (statement["Effect"] !== "Allow") return [];
  const actions = textsOf(statement, "Action").map((action) => action.split(":").at(-1) ?? action);
  const label = actions.length > 2 ? `${actions.length} actions` : actions.join(", ");
  return textsOf(statement, "Resource").flatMap((resource): Grant[] => {
    const [arn = ""] = resource.split("/*");
    const service = arn.split(":")[2] ?? "";
    const look = shown[service];
    if (look === undefined) return [];
    const name = names.get(arn) ?? arn.split(":").slice(5).join(":");
    const node: DiagramNode = { id: arn, ...look, name, lines: [service], area: "region" };
    return [{ node, label }];
  });
}
