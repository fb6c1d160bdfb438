import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { countersOf, createBalancer, type Target } from "./balancer";
import { parseEnvFile } from "./env-file";
import { listen, standInTask, startMetadataServer, type MetadataServer } from "./metadata-server";

const APP = join(__dirname, "..");

/** Bundles the application into a folder, as the image build does. */
export async function buildApp(folder = join(APP, "dist")): Promise<string> {
  await promisify(execFile)(process.execPath, [join(APP, "build.mjs"), folder]);
  return folder;
}

export interface TaskProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** Everything it has logged so far. */
  readonly lines: readonly string[];
  /** Resolves with the exit code, or with null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface TaskOptions {
  /** The start command: the same as in the image unless a test says otherwise. */
  readonly command?: readonly [string, ...string[]];
  /** All variables of the process; it inherits none. */
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine?: ((line: string) => void) | undefined;
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
}

/** Starts one task on a free port and waits until it listens. */
export async function startTask(folder: string, options: TaskOptions): Promise<TaskProcess> {
  const [program, ...args] = options.command ?? [process.execPath, join(folder, "server.js")];
  const lines: string[] = [];
  const child = spawn(program, args, {
    cwd: options.cwd ?? folder,
    env: { NODE_ENV: "production", PORT: "0", ...options.variables },
    stdio: ["ignore", "pipe", "inherit"],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  });
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      options.onLine?.(line);
      const listening = /"message":"listening","port":(\d+)/.exec(line);
      if (listening) {
        resolve(Number(listening[1]));
      }
    });
    const failed = (): void => {
      reject(new Error(`the task ended before it listened:\n${lines.join("\n")}`));
    };
    ended.then(failed, reject);
  });
  return { child, port, lines, ended };
}

/** Values for the three secret variables, new at every start: nothing secret is in the repository. */
function standInSecrets(): Readonly<Record<string, string>> {
  const value = (): string => randomBytes(12).toString("base64url");
  const previous = { SECRET_KEY_1: value(), SECRET_KEY_2: value() };
  const current = { ...previous, SECRET_KEY_2: value(), SECRET_KEY_3: value() };
  return {
    SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION: JSON.stringify(current),
    SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION: JSON.stringify(previous),
    SECRETS_MANAGER_SECRET_JSON_KEY: current.SECRET_KEY_2,
  };
}

export interface DemoOptions {
  /** The folder with the bundle. */
  readonly folder: string;
  /** Which file of `env/` the tasks get. */
  readonly environment: string;
  /** Port of the balancer; 0 for a free one. */
  readonly port: number;
  readonly tasks: number;
  /** How often the metadata endpoints read their counters, in milliseconds. Defaults to 2,000. */
  readonly readEveryMs?: number;
  readonly onLine?: (line: string) => void;
}

export interface Demo {
  readonly url: string;
  /** The folder that stands in for the shared volume; removed at the end. */
  readonly dataDir: string;
  /** What the tasks were given, the secrets among them. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The whole demonstration on one machine: tasks behind a balancer, each with its metadata endpoint, sharing a volume. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const envFile = join(APP, "..", "env", `${options.environment}.env`);
  const variables = {
    ...parseEnvFile(await readFile(envFile, "utf8")),
    TASK_DEF_SHARED_DEPLOY_ENVIRONMENT: "shared",
    ...standInSecrets(),
  };
  const targets: Target[] = [];
  const metadata: MetadataServer[] = [];
  const running: TaskProcess[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), "drydock-demo-"));
  const balancer = createBalancer(targets);
  const close = async (): Promise<void> => {
    for (const { child } of running) {
      child.kill("SIGINT");
    }
    await Promise.all(running.map(({ ended }) => ended));
    balancer.close();
    balancer.closeAllConnections();
    await Promise.all(metadata.map((server) => server.close()));
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await listen(balancer, options.port);
    for (let at = 0; at < options.tasks; at += 1) {
      const target: Target = { port: 0, receivedBytes: 0, sentBytes: 0 };
      const zone = `us-east-2${"abc"[at % 3] ?? "a"}`;
      const endpoint = await startMetadataServer({
        ...standInTask(countersOf(target), zone),
        ...(options.readEveryMs === undefined ? {} : { readEveryMs: options.readEveryMs }),
      });
      metadata.push(endpoint);
      const task = await startTask(options.folder, {
        variables: { ...variables, DATA_DIR: dataDir, ECS_CONTAINER_METADATA_URI_V4: endpoint.uri },
        onLine: options.onLine,
      });
      running.push(task);
      target.port = task.port;
      targets.push(target);
    }
    return { url: `http://localhost:${port}`, dataDir, variables, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
