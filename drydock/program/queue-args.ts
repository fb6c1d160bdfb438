import * as pulumi from "@pulumi/pulumi";
import type { ScalingArgs, StatementArgs } from "drydock-components";
import { queueNames, urlVariable, usedQueues } from "drydock-components/model/queues";
import type { TaskConfig } from "../config";
import { existing } from "./container-args";
import type { Surroundings } from "./task-args";

type Use = Pick<TaskConfig, "sends" | "consumes">;
type Where = Pick<Surroundings, "environment" | "cluster" | "stores">;

/** The variables that lead to the queues of a task. */
export function queueVariables(use: Use, { stores }: Where): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    usedQueues(use).map((name) => [urlVariable(name), existing(stores.queues, name).queueUrl]),
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
export function queueStatements(use: Use, where: Where): StatementArgs[] {
  const { stores, environment } = where;
  const { sends, consumes } = use;
  const consumed = Object.keys(consumes);
  const arns = (names: readonly string[]) =>
    [...new Set(names)].map((name) => existing(stores.queues, name).queueArn);
  const viaQueues = {
    StringEquals: { "kms:ViaService": [`sqs.${environment.region}.amazonaws.com`] },
  };
  return [
    ...statement(["sqs:SendMessage"], arns(sends)),
    ...statement(
      [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:GetQueueAttributes",
      ],
      arns(consumed),
    ),
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    ...(stores.kmsKeyArn === undefined || usedQueues(use).length === 0
      ? []
      : statement(
          ["kms:Decrypt", ...(sends.length === 0 ? [] : ["kms:GenerateDataKey"])],
          [stores.kmsKeyArn],
        ).map((one) => ({ ...one, conditions: viaQueues }))),
    ...(Object.values(consumes).some(({ protectsTasks }) => protectsTasks)
      ? protection(where)
      : []),
  ];
}

const statement = (actions: string[], resources: pulumi.Input<string>[]): StatementArgs[] =>
  resources.length === 0 ? [] : [{ actions, resources }];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html */
function protection({ cluster }: Where): StatementArgs[] {
  const tasks = pulumi
    .output(cluster.clusterArn)
    .apply((arn) => `${arn.replace(":cluster/", ":task/")}/*`);
  return statement(["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"], [tasks]);
}

/** The queues on whose length a service scales. */
export function backlogArgs(
  { consumes }: Use,
  { environment: { names, config } }: Pick<Where, "environment">,
): NonNullable<ScalingArgs["backlogs"]> {
  return Object.fromEntries(
    Object.entries(consumes).flatMap(([name, { secondsPerMessage, maxLatencySeconds }]) => {
      if (maxLatencySeconds === undefined) return [];
      const { own } = queueNames(names.queue(name), config.queues[name]?.fifo ?? false);
      return [[name, { queueName: own, secondsPerMessage, maxLatencySeconds }]];
    }),
  );
}
