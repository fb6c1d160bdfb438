import { CloudControlClient, GetResourceCommand } from "@aws-sdk/client-cloudcontrol";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ExecuteCommandCommand,
  ListTasksCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/** How to reach AWS. Credentials and endpoints come from where the AWS SDK looks for them, unless a test gives its own. */
export interface AwsOptions {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A service of a cluster. */
export interface ServicePlace {
  readonly cluster: string;
  readonly service: string;
}

export interface Task {
  readonly arn: string;
  readonly status: string;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly runtimeId: string;
  /** Whether the agent that opens shells runs in it. */
  readonly execAgent: string;
}

/** A session of ECS Exec. Its token is a secret. */
export interface Session {
  readonly sessionId: string;
  readonly streamUrl: string;
  readonly tokenValue: string;
}

export interface LogEvent {
  readonly stream: string;
  readonly message: string;
}

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What the acceptance run asks of AWS, beside what Pulumi does. */
export type Aws = ReturnType<typeof createAws>;

export function createAws(options: AwsOptions) {
  const { region } = options;
  return {
    region,
    ...identity(options),
    ...ecs(options),
    ...logs(options),
    ...metrics(options),
    ...remains(options),
  };
}

function identity(options: AwsOptions) {
  const sts = new STSClient(options);
  return {
    /** Returns the account that the credentials belong to, and who they are. */
    async caller(): Promise<{ readonly account: string; readonly arn: string }> {
      const { Account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
      return { account: Account, arn: Arn };
    },
  };
}

function ecs(options: AwsOptions) {
  const client = new ECSClient(options);
  return {
    /** Returns the tasks that ECS keeps running, or is about to start. */
    async tasks({ cluster, service }: ServicePlace): Promise<readonly Task[]> {
      const { taskArns = [] } = await client.send(
        new ListTasksCommand({ cluster, serviceName: service, desiredStatus: "RUNNING" }),
      );
      if (taskArns.length === 0) return [];
      const { tasks = [] } = await client.send(
        new DescribeTasksCommand({ cluster, tasks: taskArns }),
      );
      return tasks.map(({ taskArn = "", lastStatus = "", containers = [] }) => ({
        arn: taskArn,
        status: lastStatus,
        containers: containers.map(({ name = "", runtimeId = "", managedAgents = [] }) => ({
          name,
          runtimeId,
          execAgent:
            managedAgents.find(({ name }) => name === "ExecuteCommandAgent")?.lastStatus ?? "none",
        })),
      }));
    },
    async stopTask(cluster: string, task: string): Promise<void> {
      await client.send(
        new StopTaskCommand({ cluster, task, reason: "drydock acceptance: files survive a task" }),
      );
    },
    /** Returns the task definition that the service runs. */
    async liveTaskDefinition({ cluster, service }: ServicePlace): Promise<string> {
      const { services = [] } = await client.send(
        new DescribeServicesCommand({ cluster, services: [service] }),
      );
      return services[0]?.taskDefinition ?? "none";
    },
    async openSession(request: {
      readonly cluster: string;
      readonly task: string;
      readonly container: string;
      readonly command: string;
    }): Promise<Session> {
      const { session } = await client.send(
        new ExecuteCommandCommand({ ...request, interactive: true }),
      );
      const { sessionId = "", streamUrl = "", tokenValue = "" } = session ?? {};
      return { sessionId, streamUrl, tokenValue };
    },
    async clusterStatus(cluster: string): Promise<string> {
      const { clusters = [] } = await client.send(
        new DescribeClustersCommand({ clusters: [cluster] }),
      );
      return clusters[0]?.status ?? "none";
    },
    async serviceStatus({ cluster, service }: ServicePlace): Promise<string> {
      const { services = [] } = await client.send(
        new DescribeServicesCommand({ cluster, services: [service] }),
      );
      return services[0]?.status ?? "none";
    },
    async taskDefinitionStatus(arn: string): Promise<string> {
      const { taskDefinition } = await client.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: arn }),
      );
      return taskDefinition?.status ?? "none";
    },
  };
}

function logs(options: AwsOptions) {
  const client = new CloudWatchLogsClient(options);
  return {
    /**
     * Returns some events of a group, those that hold a text if one is given. What the group says of its streams is up to an
     * hour old, so only events tell: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html
     */
    async logEvents(group: string, text?: string): Promise<readonly LogEvent[]> {
      const pages = paginateFilterLogEvents(
        { client },
        {
          logGroupName: group,
          filterPattern: text === undefined ? undefined : JSON.stringify(text),
        },
      );
      for await (const { events = [] } of pages) {
        if (events.length > 0) {
          return events.map(({ logStreamName = "", message = "" }) => ({
            stream: logStreamName,
            message,
          }));
        }
      }
      return [];
    },
    async logGroups(prefix: string): Promise<readonly string[]> {
      const found: string[] = [];
      const pages = paginateDescribeLogGroups({ client }, { logGroupNamePrefix: prefix });
      for await (const { logGroups = [] } of pages) {
        found.push(...logGroups.map(({ logGroupName = "" }) => logGroupName));
      }
      return found;
    },
  };
}

function metrics(options: AwsOptions) {
  const client = new CloudWatchClient(options);
  return {
    /** Returns how many minutes since a time have a value. */
    async datapoints({ namespace, name, dimensions }: Metric, since: Date, until: Date) {
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          StartTime: since,
          EndTime: until,
          Period: 60,
          Statistics: ["Average"],
        }),
      );
      return Datapoints.length;
    },
    async alarms(prefix: string): Promise<readonly string[]> {
      const { MetricAlarms = [] } = await client.send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: prefix }),
      );
      return MetricAlarms.map(({ AlarmName = "" }) => AlarmName);
    },
  };
}

function remains(options: AwsOptions) {
  const tagging = new ResourceGroupsTaggingAPIClient(options);
  const control = new CloudControlClient(options);
  return {
    /** Returns the ARNs of what has a tag, or had it before it was deleted. */
    async tagged(key: string, value: string): Promise<readonly string[]> {
      const found: string[] = [];
      const pages = paginateGetResources(
        { client: tagging },
        { TagFilters: [{ Key: key, Values: [value] }] },
      );
      for await (const { ResourceTagMappingList = [] } of pages) {
        found.push(...ResourceTagMappingList.map(({ ResourceARN = "" }) => ResourceARN));
      }
      return found;
    },
    /** Whether a resource is really there. */
    async exists(type: string, identifier: string): Promise<boolean> {
      try {
        await control.send(new GetResourceCommand({ TypeName: type, Identifier: identifier }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === "ResourceNotFoundException") return false;
        throw error;
      }
    },
  };
}
