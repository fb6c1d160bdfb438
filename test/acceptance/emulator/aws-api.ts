import { z } from "zod";
import { RUN_TAG, namesOf } from "../run-settings";
import { ACCOUNT, arn, clusterOf, taskDefinitionArn, type World } from "./world";

/** An answer that AWS gives instead of a result. */
export class AwsError extends Error {
  constructor(
    readonly type: string,
    message = type,
  ) {
    super(message);
  }
}

/** The operations of AWS that a run uses, by the name in the header `x-amz-target`, each with the requests it accepts. */
export function awsOperations(world: World): ReadonlyMap<string, (body: unknown) => unknown> {
  return new Map([...ecs(world), ...logs(world), ...cloudWatch(world), ...remains(world)]);
}

type Operations = readonly (readonly [target: string, answer: (body: unknown) => unknown])[];

/** An operation that refuses requests of another shape. */
function operation<T>(
  target: string,
  shape: z.ZodType<T>,
  answer: (request: T) => unknown,
): readonly [string, (body: unknown) => unknown] {
  return [
    target,
    (body) => {
      const read = shape.safeParse(body);
      if (!read.success) {
        throw new AwsError("ValidationException", `${target}: ${read.error.message}`);
      }
      return answer(read.data);
    },
  ];
}

const ecsTarget = (name: string): string => `AmazonEC2ContainerServiceV20141113.${name}`;

function ecs(world: World): Operations {
  const environmentOf = (cluster: string) => {
    const environment = world.environment();
    if (environment === undefined || clusterOf(environment.stack) !== cluster) {
      throw new AwsError("ClusterNotFoundException", "Cluster not found.");
    }
    return environment;
  };
  const taskArn = (cluster: string, id: string): string => arn("ecs", `task/${cluster}/${id}`);
  const { faults } = world;
  return [
    operation(
      ecsTarget("ListTasks"),
      z.strictObject({
        cluster: z.string(),
        serviceName: z.literal("web"),
        desiredStatus: z.literal("RUNNING"),
      }),
      ({ cluster }) => {
        environmentOf(cluster);
        return { taskArns: world.tasks().map(({ id }) => taskArn(cluster, id)) };
      },
    ),
    operation(
      ecsTarget("DescribeTasks"),
      z.strictObject({ cluster: z.string(), tasks: z.array(z.string()) }),
      ({ cluster, tasks }) => ({
        tasks: world
          .tasks()
          .filter(({ id }) => tasks.includes(taskArn(cluster, id)))
          .map(({ id, runsFrom }) => {
            const status = runsFrom <= world.now() ? "RUNNING" : "PENDING";
            const agent = faults.agentNeverStarts === true ? "PENDING" : status;
            return {
              taskArn: taskArn(cluster, id),
              lastStatus: status,
              containers: [
                {
                  name: "web",
                  runtimeId: `${id}-2495160603`,
                  managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: agent }],
                },
              ],
            };
          }),
      }),
    ),
    operation(
      ecsTarget("StopTask"),
      z.strictObject({ cluster: z.string(), task: z.string(), reason: z.string() }),
      async ({ cluster, task }) => {
        environmentOf(cluster);
        await world.stopTask(task.split("/").at(-1) ?? "");
        return { task: { taskArn: task } };
      },
    ),
    operation(
      ecsTarget("DescribeServices"),
      z.strictObject({ cluster: z.string(), services: z.tuple([z.literal("web")]) }),
      ({ cluster }) => {
        const { stack, revision } = environmentOf(cluster);
        return {
          services: [{ status: "ACTIVE", taskDefinition: taskDefinitionArn(stack, revision) }],
        };
      },
    ),
    operation(
      ecsTarget("ExecuteCommand"),
      z.strictObject({
        cluster: z.string(),
        task: z.string(),
        container: z.literal("web"),
        command: z.string(),
        interactive: z.literal(true),
      }),
      ({ cluster, task }) => {
        environmentOf(cluster);
        const id = `ecs-execute-command-${world.openSession()}`;
        return {
          clusterArn: arn("ecs", `cluster/${cluster}`),
          taskArn: task,
          session: {
            sessionId: id,
            streamUrl: `wss://ssmmessages.us-east-2.amazonaws.com/v1/data-channel/${id}`,
            tokenValue: "AAEAAtokenOfTheSession",
          },
        };
      },
    ),
    operation(
      ecsTarget("DescribeClusters"),
      z.strictObject({ clusters: z.tuple([z.string()]) }),
      ({ clusters: [name] }) => ({
        clusters: [{ clusterName: name, status: isLeft(world, `cluster/${name}`) }],
      }),
    ),
    operation(
      ecsTarget("DescribeTaskDefinition"),
      z.strictObject({ taskDefinition: z.string() }),
      ({ taskDefinition }) => ({
        taskDefinition: {
          taskDefinitionArn: taskDefinition,
          status: isLeft(world, taskDefinition),
        },
      }),
    ),
  ];
}

const isLeft = ({ faults }: World, end: string): "ACTIVE" | "INACTIVE" =>
  faults.leftBehind?.some((resource) => resource.endsWith(end)) === true ? "ACTIVE" : "INACTIVE";

const logsTarget = (name: string): string => `Logs_20140328.${name}`;

function logs(world: World): Operations {
  const { faults } = world;
  const eventsOf = (group: string): readonly { stream: string; message: string }[] => {
    const environment = world.environment();
    const names = environment === undefined ? undefined : namesOf(environment);
    switch (group) {
      case names?.logGroup("web"):
        return faults.logsNotDelivered === true
          ? []
          : world.lines().map(({ text }) => ({ stream: "web/web/1", message: text }));
      case names?.flowLogGroup:
        return faults.flowLogsNotDelivered === true || !world.arrived(environment?.createdAt ?? 0)
          ? []
          : [{ stream: "eni-1-all", message: "2 111122223333 eni-1 10.20.1.5 ACCEPT OK" }];
      case `/${names?.environment ?? ""}/exec`:
        return faults.sessionsNotRecorded === true || world.sessions() === 0
          ? []
          : [{ stream: "ecs-execute-command-1", message: "shell-42-opens" }];
      default:
        throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }
  };
  return [
    operation(
      logsTarget("FilterLogEvents"),
      z.strictObject({
        logGroupName: z.string(),
        filterPattern: z.string().optional(),
        nextToken: z.string().optional(),
      }),
      ({ logGroupName, filterPattern = '""', nextToken }) => {
        // CloudWatch Logs may answer with an empty page and more to come.
        if (nextToken === undefined) return { events: [], nextToken: "more" };
        const text = z.string().parse(JSON.parse(filterPattern));
        const found = eventsOf(logGroupName).filter(({ message }) => message.includes(text));
        return {
          events: found.map(({ stream, message }) => ({ logStreamName: stream, message })),
        };
      },
    ),
    operation(
      logsTarget("DescribeLogGroups"),
      z.strictObject({ logGroupNamePrefix: z.string() }),
      ({ logGroupNamePrefix }) => ({
        logGroups: (faults.logGroupsLeft ?? [])
          .filter((name) => name.startsWith(logGroupNamePrefix))
          .map((logGroupName) => ({ logGroupName })),
      }),
    ),
  ];
}

const metricsTarget = (name: string): string => `GraniteServiceVersion20100801.${name}`;

function cloudWatch(world: World): Operations {
  const { faults } = world;
  const dimension = z.strictObject({ Name: z.string(), Value: z.string() });
  return [
    operation(
      metricsTarget("GetMetricStatistics"),
      z.strictObject({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: z.array(dimension),
        StartTime: z.number(),
        EndTime: z.number(),
        Period: z.literal(60),
        Statistics: z.tuple([z.literal("Average")]),
      }),
      ({ MetricName, Dimensions }) => {
        const environment = world.environment();
        const cluster = environment === undefined ? "" : clusterOf(environment.stack);
        const known =
          environment !== undefined &&
          world.arrived(environment.createdAt) &&
          MetricName !== faults.metricMissing &&
          JSON.stringify(Dimensions) ===
            JSON.stringify([
              { Name: "ClusterName", Value: cluster },
              { Name: "ServiceName", Value: "web" },
            ]);
        return { Datapoints: known ? [{ Average: 1 }, { Average: 2 }] : [] };
      },
    ),
    operation(
      metricsTarget("DescribeAlarms"),
      z.strictObject({ AlarmNamePrefix: z.string() }),
      ({ AlarmNamePrefix }) => ({
        MetricAlarms: (faults.alarmsLeft ?? [])
          .filter((name) => name.startsWith(AlarmNamePrefix))
          .map((AlarmName) => ({ AlarmName })),
      }),
    ),
  ];
}

function remains({ faults }: World): Operations {
  return [
    operation(
      "ResourceGroupsTaggingAPI_20170126.GetResources",
      z.looseObject({
        TagFilters: z.tuple([
          z.strictObject({ Key: z.literal(RUN_TAG), Values: z.tuple([z.string()]) }),
        ]),
      }),
      () => ({
        ResourceTagMappingList: [...(faults.leftBehind ?? []), ...(faults.stillListed ?? [])].map(
          (ResourceARN) => ({ ResourceARN }),
        ),
      }),
    ),
    operation(
      "CloudApiService.GetResource",
      z.strictObject({ TypeName: z.string(), Identifier: z.string() }),
      ({ TypeName, Identifier }) => {
        const left = faults.leftBehind?.some(
          (resource) => resource === Identifier || resource.endsWith(`/${Identifier}`),
        );
        if (left !== true) {
          throw new AwsError("ResourceNotFoundException", `${TypeName} not found.`);
        }
        return { TypeName, ResourceDescription: { Identifier } };
      },
    ),
  ];
}

/** STS answers in XML. */
export function callerIdentity({ faults }: World): string {
  if (faults.credentialsRefused !== undefined) throw new AwsError(faults.credentialsRefused);
  return (
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
    `<Arn>arn:aws:iam::${ACCOUNT}:user/tester</Arn><UserId>AIDAEXAMPLE</UserId><Account>${ACCOUNT}</Account>` +
    `</GetCallerIdentityResult></GetCallerIdentityResponse>`
  );
}
