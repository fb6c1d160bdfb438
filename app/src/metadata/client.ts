import type { z } from "zod";
import { messageOf } from "../log";
import { bad, good, type Result } from "../result";
import {
  containerShape,
  statsShape,
  taskShape,
  taskStatsShape,
  type Container,
  type Stats,
  type Task,
  type TaskStats,
} from "./shapes";

/** The endpoint is on the task's own link, so an answer that takes longer is not coming. */
const TIMEOUT_MS = 2000;

const NOT_SET =
  "ECS_CONTAINER_METADATA_URI_V4 is not set. Fargate sets it in every container from platform version 1.4.0 on; elsewhere there is none.";

/** Reads the task metadata endpoint version 4. Nothing here throws: a page shows the problem instead. */
export interface MetadataClient {
  container(): Promise<Result<Container>>;
  task(): Promise<Result<Task>>;
  stats(): Promise<Result<Stats>>;
  taskStats(): Promise<Result<TaskStats>>;
}

/** @param uri the value of `ECS_CONTAINER_METADATA_URI_V4` */
export function createMetadataClient(uri: string | undefined): MetadataClient {
  return {
    container: () => read(uri, "", containerShape),
    task: () => read(uri, "/task", taskShape),
    stats: () => read(uri, "/stats", statsShape),
    taskStats: () => read(uri, "/task/stats", taskStatsShape),
  };
}

async function read<T>(
  uri: string | undefined,
  path: string,
  shape: z.ZodType<T>,
): Promise<Result<T>> {
  if (uri === undefined) {
    return bad(NOT_SET);
  }
  const where = `The task metadata endpoint (${path === "" ? "/" : path})`;
  let text: string;
  try {
    const response = await fetch(`${uri}${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) {
      return bad(`${where} answered with status ${response.status}.`);
    }
    text = await response.text();
  } catch (thrown) {
    return bad(`${where} ${unreachable(thrown)}.`);
  }
  return parse(where, text, shape);
}

function unreachable(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === "TimeoutError") {
    return `did not answer within ${TIMEOUT_MS / 1000} seconds`;
  }
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  return `cannot be reached: ${messageOf(cause)}`;
}

function parse<T>(where: string, text: string, shape: z.ZodType<T>): Result<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad(`${where} answered with something that is not JSON.`);
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) {
    return good(parsed.data);
  }
  const wrong = parsed.error.issues
    .map((issue) => `${issue.path.join(".") || "the answer"} (${issue.message})`)
    .join(", ");
  return bad(`${where} answered in another shape than the documented one: ${wrong}.`);
}
