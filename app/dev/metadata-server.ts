import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A stand-in for the task metadata endpoint version 4, with answers in the documented shapes:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-examples.html
 * It knows one task with one container.
 */

/** Bytes since the task started. */
export interface Counters {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export interface StandInTask {
  readonly taskId: string;
  readonly zone: string;
  readonly service: string;
  readonly image: string;
  readonly counters: () => Counters;
  /** How long a reading of the counters stays the newest, in milliseconds. The agent on Fargate takes about 10,000. */
  readonly readEveryMs: number;
  readonly now: () => Date;
}

/** What to answer instead, for tests of what goes wrong. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface MetadataServer {
  /** The value for `ECS_CONTAINER_METADATA_URI_V4`. */
  readonly uri: string;
  /** Answers by path below the URI (``, `/task`, `/stats`, `/task/stats`) that replace the usual ones. */
  readonly instead: Map<string, Answer>;
  close(): Promise<void>;
}

const REGION = "us-east-2";
const ACCOUNT = "111122223333";
const CLUSTER = "drydock-local";

/** A task with made-up names and the counters given. */
export function standInTask(counters: () => Counters, zone = `${REGION}a`): StandInTask {
  return {
    taskId: randomBytes(16).toString("hex"),
    zone,
    service: "web",
    image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/drydock-web:local`,
    counters,
    readEveryMs: 2000,
    now: () => new Date(),
  };
}

export async function startMetadataServer(task: StandInTask): Promise<MetadataServer> {
  const instead = new Map<string, Answer>();
  const read = createReader(task);
  const root = `/v4/${dockerId(task)}`;
  const server = createServer((request, response) => {
    const path = request.url?.startsWith(root) ? request.url.slice(root.length) : "unknown";
    const { status, body } = instead.get(path) ?? answerTo(path, task, read);
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  const port = await listen(server);
  return {
    uri: `http://127.0.0.1:${port}${root}`,
    instead,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Listens on a free port of the loopback interface unless one is given. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function answerTo(path: string, task: StandInTask, read: () => object): Answer {
  const answers: Readonly<Record<string, () => object>> = {
    "": () => container(task),
    "/task": () => taskAnswer(task),
    "/stats": read,
    "/task/stats": () => ({ [dockerId(task)]: read() }),
  };
  const answer = answers[path];
  return answer === undefined
    ? { status: 404, body: '"not found"' }
    : { status: 200, body: JSON.stringify(answer()) };
}

function dockerId(task: StandInTask): string {
  return `${task.taskId}-2495160603`;
}

function arn(resource: string): string {
  return `arn:aws:ecs:${REGION}:${ACCOUNT}:${resource}`;
}

function container(task: StandInTask): object {
  return {
    DockerId: dockerId(task),
    Name: task.service,
    DockerName: task.service,
    Image: task.image,
    ImageID: "sha256:25f3695bedfb454a50f12d127839a68ad3caf91e451c1da073db34c542c4d2cb",
    Labels: {
      "com.amazonaws.ecs.cluster": arn(`cluster/${CLUSTER}`),
      "com.amazonaws.ecs.container-name": task.service,
      "com.amazonaws.ecs.task-arn": arn(`task/${CLUSTER}/${task.taskId}`),
      "com.amazonaws.ecs.task-definition-family": `${CLUSTER}-${task.service}`,
      "com.amazonaws.ecs.task-definition-version": "7",
    },
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Limits: { CPU: 256, Memory: 512 },
    CreatedAt: "2026-11-20T08:14:09.445271860Z",
    StartedAt: "2026-11-20T08:14:09.445271860Z",
    Type: "NORMAL",
    LogDriver: "awslogs",
    LogOptions: {
      "awslogs-group": `/drydock/local/${task.service}`,
      "awslogs-region": REGION,
      "awslogs-stream": `${task.service}/${task.service}/${task.taskId}`,
    },
    ContainerARN: arn(`container/${CLUSTER}/${task.taskId}/05966557-f16c-49cb-9352-24b3a0dcd0e1`),
    Networks: [
      {
        NetworkMode: "awsvpc",
        IPv4Addresses: ["10.20.1.37"],
        AttachmentIndex: 0,
        MACAddress: "0a:de:f6:10:51:e5",
        IPv4SubnetCIDRBlock: "10.20.1.0/24",
        DomainNameServers: ["10.20.0.2"],
        DomainNameSearchList: [`${REGION}.compute.internal`],
        PrivateDNSName: `ip-10-20-1-37.${REGION}.compute.internal`,
        SubnetGatewayIpv4Address: "10.20.1.1/24",
      },
    ],
    Snapshotter: "overlayfs",
  };
}

function taskAnswer(task: StandInTask): object {
  return {
    Cluster: arn(`cluster/${CLUSTER}`),
    TaskARN: arn(`task/${CLUSTER}/${task.taskId}`),
    Family: `${CLUSTER}-${task.service}`,
    Revision: "7",
    ServiceName: task.service,
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Limits: { CPU: 0.25, Memory: 512 },
    PullStartedAt: "2026-11-20T08:13:53.515076387Z",
    PullStoppedAt: "2026-11-20T08:14:07.226571041Z",
    AvailabilityZone: task.zone,
    LaunchType: "FARGATE",
    Containers: [container(task)],
    ClockDrift: {
      ClockErrorBound: 0.5458234999999999,
      ReferenceTimestamp: "2026-11-20T08:14:00Z",
      ClockSynchronizationStatus: "SYNCHRONIZED",
    },
    EphemeralStorageMetrics: { Utilized: 261, Reserved: 20496 },
  };
}

interface Reading extends Counters {
  readonly at: Date;
}

/** Gives `/stats`: a new reading when the newest is old enough, and rates from the two newest, as the agent has them. */
function createReader(task: StandInTask): () => object {
  let previous: Reading | undefined;
  let newest: Reading | undefined;
  return () => {
    const at = task.now();
    if (newest === undefined || at.getTime() - newest.at.getTime() >= task.readEveryMs) {
      previous = newest;
      newest = { at, ...task.counters() };
    }
    return statsAnswer(task, newest, previous);
  };
}

function statsAnswer(task: StandInTask, newest: Reading, previous: Reading | undefined): object {
  const seconds = previous && (newest.at.getTime() - previous.at.getTime()) / 1000;
  return {
    read: newest.at.toISOString(),
    preread: (previous?.at ?? new Date(0)).toISOString(),
    pids_stats: {},
    num_procs: 0,
    storage_stats: {},
    cpu_stats: {
      cpu_usage: {
        total_usage: 1137691504,
        usage_in_kernelmode: 80000000,
        usage_in_usermode: 810000000,
      },
      system_cpu_usage: 9393210000000,
      online_cpus: 2,
    },
    memory_stats: { usage: 61_931_520, max_usage: 70_770_688, limit: 536_870_912 },
    name: task.service,
    id: dockerId(task),
    networks: {
      eth1: {
        rx_bytes: newest.receivedBytes,
        rx_packets: Math.ceil(newest.receivedBytes / 1400),
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: newest.sentBytes,
        tx_packets: Math.ceil(newest.sentBytes / 1400),
        tx_errors: 0,
        tx_dropped: 0,
      },
    },
    ...(previous && seconds
      ? {
          network_rate_stats: {
            rx_bytes_per_sec: (newest.receivedBytes - previous.receivedBytes) / seconds,
            tx_bytes_per_sec: (newest.sentBytes - previous.sentBytes) / seconds,
          },
        }
      : {}),
  };
}
