import { ecs } from "../../lib/links";
import { known, read, readBoolean, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";
import { taskRunnerKinds } from "../../lib/task-runners";
import { runnersOf } from "../../lib/model/ecs";
import type { StackResource } from "../../lib/model/stack-resource";

const execution = "configuration.executeCommandConfiguration";
const log = "logConfiguration";

export const serviceExecAudited = stackRule({
  name: "service-exec-audited",
  row: 26,
  title: "ECS Exec is off, or the cluster logs every session and encrypts it",
  controls: ["CKV_AWS_223", "CKV_AWS_224"],
  severity: "high",
  levels: levels.mandatoryInProduction,
  why: "Exec is a shell in production: without a log nobody can tell who did what in it.",
  fix: "Turn enableExecuteCommand off, or give the cluster executeCommandConfiguration with logging OVERRIDE, a log group and a KMS key.",
  url: ecs("ecs-exec"),
  decidedBy: "drydock:services.{name}.exec",
  options: {
    requireKey: {
      schema: {
        type: "boolean",
        default: true,
        description: "Ask for a customer-managed key for sessions.",
      },
      test: false,
      production: true,
      stricter: "higher",
    },
  },
  kinds: [...taskRunnerKinds, "cluster"],
  check({ stack, options, report, defer }) {
    for (const { kind, resource: runner, settings, at } of runnersOf(stack)) {
      const property = `${at}enableExecuteCommand`;
      const exec = readBoolean(settings, "enableExecuteCommand");
      if (exec.state === "unknown") defer(runner, property);
      if (known(exec) !== true) continue;
      const path = clusterPaths[kind];
      const clusters =
        path === undefined
          ? stack.resolved(read(settings, "cluster"), "cluster")
          : stack.references(runner, path, "cluster");
      const [cluster] = clusters.targets;
      if (cluster !== undefined) {
        for (const problem of auditProblems(cluster, options.boolean("requireKey"))) {
          report(runner, { problem, property });
        }
      } else if (clusters.absent) {
        report(runner, { problem: "allows exec sessions in the default cluster", property });
      } else if (clusters.external.length === 0) {
        // A cluster of another stack cannot be looked at from here.
        defer(runner, path ?? property);
      }
    }
  },
});

/** Where each says in which cluster its tasks run; a state machine says so in each state. */
const clusterPaths = {
  service: "cluster",
  taskSet: "cluster",
  schedule: "target.arn",
  eventTarget: "arn",
  pipe: "target",
  stateMachine: undefined,
} as const;

function auditProblems({ properties }: StackResource, requireKey: boolean): string[] {
  const logging = known(readString(properties, `${execution}.logging`));
  const isSet = (path: string): boolean => {
    const reading = read(properties, `${execution}.${path}`);
    return reading.state === "unknown" || (reading.state === "known" && reading.value !== "");
  };
  const hasDestination = isSet(`${log}.cloudWatchLogGroupName`) || isSet(`${log}.s3BucketName`);
  const encryption = readBoolean(properties, `${execution}.${log}.cloudWatchEncryptionEnabled`);
  const isPlain = encryption.state !== "unknown" && known(encryption) !== true;
  return [
    ...(logging === "OVERRIDE" && hasDestination
      ? []
      : ["allows exec sessions in a cluster that does not log them"]),
    ...(requireKey && !isSet("kmsKeyId")
      ? ["allows exec sessions in a cluster without a key for them"]
      : []),
    ...(requireKey && isSet(`${log}.cloudWatchLogGroupName`) && isPlain
      ? ["allows exec sessions whose log ECS does not have to find encrypted"]
      : []),
  ];
}
