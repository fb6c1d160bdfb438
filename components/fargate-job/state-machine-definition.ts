/** The state machine that runs a job by the clock. No Pulumi: plain values in, text out. */

/** Inputs for the definition. */
export interface RunDefinition {
  readonly name: string;
  readonly partition: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly assignPublicIp: boolean;
  readonly exec: boolean;
  readonly retries: number;
  readonly timeoutMinutes?: number | undefined;
  readonly overlap: "allow" | "skip";
}

/**
 * Runs the task, waits for its end, and fails if it exits with another code than 0 or takes too long. With `overlap: skip`
 * it first looks for another execution.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function stateMachineDefinition(run: RunDefinition): string {
  const { name, retries, timeoutMinutes } = run;
  const states = {
    Run: {
      Type: "Task",
      Resource: `arn:${run.partition}:states:::ecs:runTask.sync`,
      Arguments: {
        Cluster: run.clusterArn,
        TaskDefinition: run.taskDefinitionArn,
        LaunchType: "FARGATE",
        PropagateTags: "TASK_DEFINITION",
        EnableECSManagedTags: true,
        EnableExecuteCommand: run.exec,
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: run.subnetIds,
            SecurityGroups: run.securityGroupIds,
            AssignPublicIp: run.assignPublicIp ? "ENABLED" : "DISABLED",
          },
        },
      },
      ...(timeoutMinutes === undefined ? {} : { TimeoutSeconds: timeoutMinutes * 60 }),
      ...(retries === 0
        ? {}
        : {
            Retry: [
              {
                ErrorEquals: ["States.ALL"],
                IntervalSeconds: 60,
                MaxAttempts: retries,
                BackoffRate: 2,
              },
            ],
          }),
      End: true,
    },
  };
  const skips = run.overlap === "skip";
  return JSON.stringify({
    Comment: `Runs the job ${name}`,
    QueryLanguage: "JSONata",
    StartAt: skips ? "Look for others" : "Run",
    States: skips ? { ...lookForOthers(run.partition), ...states } : states,
  });
}

/** An execution that waits for its next attempt counts too, which the cluster does not show. */
function lookForOthers(partition: string) {
  return {
    "Look for others": {
      Type: "Task",
      Resource: `arn:${partition}:states:::aws-sdk:sfn:listExecutions`,
      Arguments: {
        StateMachineArn: "{% $states.context.StateMachine.Id %}",
        StatusFilter: "RUNNING",
      },
      Output: {
        others:
          "{% $count($states.result.Executions[ExecutionArn != $states.context.Execution.Id]) %}",
      },
      Next: "Alone?",
    },
    "Alone?": {
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.others = 0 %}", Next: "Run" }],
      Default: "Leave out",
    },
    "Leave out": { Type: "Succeed" },
  };
}
