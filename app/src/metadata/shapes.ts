import * as z from "zod";

/**
 * What the pages read from the task metadata endpoint version 4 on Fargate. Nearly everything is optional: AWS omits
 * what does not apply and adds fields over time, and a page should show what there is.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html
 */

const limits = z.object({
  /** In vCPU for a task, in CPU units (1,024 to the vCPU) for a container. */
  CPU: z.number().optional(),
  /** In MiB. */
  Memory: z.number().optional(),
});

/** `${ECS_CONTAINER_METADATA_URI_V4}`. */
export const containerShape = z.object({
  DockerId: z.string(),
  Name: z.string(),
  Image: z.string().optional(),
  ImageID: z.string().optional(),
  ContainerARN: z.string().optional(),
  StartedAt: z.string().optional(),
  Limits: limits.optional(),
  LogDriver: z.string().optional(),
  LogOptions: z.record(z.string(), z.string()).optional(),
  Networks: z
    .array(
      z.object({
        NetworkMode: z.string().optional(),
        IPv4Addresses: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/** `${ECS_CONTAINER_METADATA_URI_V4}/task`. */
export const taskShape = z.object({
  Cluster: z.string(),
  TaskARN: z.string(),
  Family: z.string(),
  Revision: z.string(),
  ServiceName: z.string().optional(),
  LaunchType: z.string().optional(),
  AvailabilityZone: z.string().optional(),
  Limits: limits.optional(),
  /** In MiB. */
  EphemeralStorageMetrics: z.object({ Utilized: z.number(), Reserved: z.number() }).optional(),
  Containers: z.array(containerShape).optional(),
});

/** `${ECS_CONTAINER_METADATA_URI_V4}/stats`: Docker's figures, with the agent's own network rates added. */
export const statsShape = z.object({
  read: z.string(),
  networks: z
    .record(z.string(), z.object({ rx_bytes: z.number(), tx_bytes: z.number() }))
    .optional(),
  network_rate_stats: z
    .object({ rx_bytes_per_sec: z.number(), tx_bytes_per_sec: z.number() })
    .nullish(),
  memory_stats: z.object({ usage: z.number().optional() }).optional(),
});

/** `${ECS_CONTAINER_METADATA_URI_V4}/task/stats`: by container id, null in a container's first second. */
export const taskStatsShape = z.record(z.string(), statsShape.nullable());

export type Container = z.infer<typeof containerShape>;
export type Task = z.infer<typeof taskShape>;
export type Stats = z.infer<typeof statsShape>;
export type TaskStats = z.infer<typeof taskStatsShape>;
