import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type MetadataServer,
  standInTask,
  startMetadataServer,
} from "../../../app/dev/metadata-server";
import { createApp } from "../../../app/src/app";
import { createLog } from "../../../app/src/log";
import { createMetadataClient } from "../../../app/src/metadata/client";
import { createNotesFolder } from "../../../app/src/notes/folder";
import { readSettings, type Variables } from "../../../app/src/settings";

/** A task of the emulated account: the demonstration application itself. */
export interface EmulatedTask {
  readonly id: string;
  readonly revision: number;
  /** When it runs, in milliseconds since 1970. */
  readonly runsFrom: number;
  /** When it is gone, once it was stopped. */
  readonly goneFrom?: number;
  fetch(request: Request): Response | Promise<Response>;
}

export interface TaskOptions {
  readonly revision: number;
  readonly runsFrom: number;
  readonly variables: Variables;
  /** Takes the lines of its log. */
  readonly write: (line: string) => void;
  /** Gives it an empty file system of its own. */
  readonly ownFiles: boolean;
}

/** Starts tasks that share a file system. To be closed. */
export function createTasks() {
  const shared = mkdtempSync(join(tmpdir(), "drydock-acceptance-files-"));
  const folders = [shared];
  const servers: MetadataServer[] = [];
  return {
    async start({
      revision,
      runsFrom,
      variables,
      write,
      ownFiles,
    }: TaskOptions): Promise<EmulatedTask> {
      const standIn = standInTask(() => ({ receivedBytes: 0, sentBytes: 0 }));
      const metadata = await startMetadataServer(standIn);
      servers.push(metadata);
      const folder = ownFiles ? mkdtempSync(join(tmpdir(), "drydock-acceptance-files-")) : shared;
      folders.push(folder);
      const read = readSettings({
        ...variables,
        DATA_DIR: folder,
        ECS_CONTAINER_METADATA_URI_V4: metadata.uri,
      });
      if ("problems" in read) throw new Error(read.problems.join(" "));
      const app = createApp({
        settings: read.settings,
        assets: new Map(),
        lifecycle: { draining: false },
        log: createLog(write),
        metadata: createMetadataClient(metadata.uri),
        notes: createNotesFolder(folder),
      });
      return {
        id: standIn.taskId,
        revision,
        runsFrom,
        fetch: (request) => app.fetch(request),
      };
    },
    async close(): Promise<void> {
      await Promise.all(servers.map((server) => server.close()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
