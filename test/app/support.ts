import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../app/dev/demo";
import {
  standInTask,
  startMetadataServer,
  type Counters,
  type MetadataServer,
} from "../../app/dev/metadata-server";
import { createApp } from "../../app/src/app";
import { loadAssets } from "../../app/src/assets";
import type { Lifecycle } from "../../app/src/lifecycle";
import { createLog } from "../../app/src/log";
import { createMetadataClient } from "../../app/src/metadata/client";
import { createNotesFolder } from "../../app/src/notes/folder";
import { readSettings, type Settings, type Variables } from "../../app/src/settings";

let built: Promise<string> | undefined;

/** The bundle, made once for the tests of a file in a folder of their own, so that nothing stale is ever tested. */
export function bundle(): Promise<string> {
  built ??= temporaryFolder().then(buildApp);
  return built;
}

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-app-test-"));
  folders.push(folder);
  return folder;
}

/** Some tests remove their folder, and some make folders read-only, which only root may remove. */
async function removeFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    return;
  }
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) {
      await chmod(join(entry.parentPath, entry.name), 0o700);
    }
  }
  await rm(folder, { recursive: true, force: true });
}

/** For the end of every file that uses what is here: `after(cleanUp)`. */
export async function cleanUp(): Promise<void> {
  built = undefined;
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await Promise.all(folders.splice(0).map(removeFolder));
}

/** The settings of these variables; wrong ones end the test. */
function settingsOf(variables: Variables): Settings {
  const read = readSettings(variables);
  if ("problems" in read) {
    throw new Error(read.problems.join(" "));
  }
  return read.settings;
}

/** An application in this process, with a metadata endpoint and a volume of its own. */
export interface TestApp {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly request: (path: string, init: RequestInit) => Promise<Response>;
  readonly metadata: MetadataServer;
  readonly dataDir: string;
  readonly lifecycle: Lifecycle;
  /** The lines it logged. */
  readonly lines: readonly string[];
}

export interface TestAppOptions {
  readonly variables?: Variables;
  /** False leaves `ECS_CONTAINER_METADATA_URI_V4` unset. */
  readonly endpoint?: boolean;
  readonly counters?: () => Counters;
}

const servers: MetadataServer[] = [];

export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const counters = options.counters ?? (() => ({ receivedBytes: 2048, sentBytes: 4096 }));
  let seconds = 0;
  const metadata = await startMetadataServer({
    ...standInTask(counters),
    readEveryMs: 0,
    // A clock that goes on by ten seconds with each reading, as Fargate's agent does.
    now: () => new Date(Date.UTC(2026, 10, 21) + (seconds += 10) * 1000),
  });
  servers.push(metadata);
  const dataDir = await temporaryFolder();
  const settings = settingsOf({
    DATA_DIR: dataDir,
    ...(options.endpoint === false ? {} : { ECS_CONTAINER_METADATA_URI_V4: metadata.uri }),
    ...options.variables,
  });
  const lines: string[] = [];
  const lifecycle: Lifecycle = { draining: false };
  const app = createApp({
    settings,
    lifecycle,
    assets: loadAssets(join(await bundle(), "public")),
    log: createLog((line) => lines.push(line)),
    metadata: createMetadataClient(settings.metadataUri),
    notes: createNotesFolder(settings.dataDir),
  });
  const request = async (path: string, init: RequestInit): Promise<Response> =>
    app.request(`http://demo.test${path}`, init);
  return {
    get: (path, headers = {}) => request(path, { headers }),
    request,
    metadata,
    dataDir,
    lifecycle,
    lines,
  };
}

/** Sends the form of `/files` as a browser on the same origin does. */
export function sendNote(app: TestApp, text: string): Promise<Response> {
  return app.request("/files", {
    method: "POST",
    headers: { origin: "http://demo.test", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ text }).toString(),
  });
}

export async function body(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text();
}

/** The visible text, with blanks as a browser shows them. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
