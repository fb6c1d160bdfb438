/**
 * After an engine was killed: what it had begun to make is "pending" in the state, and may or may not
 * exist. With AWS the user looks each of them up; here the stand-in cloud is asked.
 * https://www.pulumi.com/docs/support/troubleshooting/common-issues/interrupted-updates/
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CloudStore } from "../cloud/store";
import type { Sandbox } from "./sandbox";
import { isMap, maps, type Values } from "./workspace/values";

/** Something that the engine began to make and never heard of again. */
export interface PendingCreate {
  readonly urn: string;
  /** Its id, where it exists. */
  readonly id?: string;
}

/** The pending creations of a deployment, looked up in the cloud. */
export function pendingCreates(deployment: Values, cloud: CloudStore): PendingCreate[] {
  return maps(deployment["pending_operations"])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => {
      const urn = urnOf(resource);
      // Only AWS can be asked; an image is built again, a random value made again.
      const made = cloud
        .all()
        .find((object) => object.urn === urn && object.type.startsWith("aws:"));
      return made === undefined ? { urn } : { urn, id: made.id };
    });
}

/**
 * The deployment with what exists taken in and what does not forgotten. `pulumi refresh
 * --import-pending-creates` is meant for the first; in CLI 3.259.0 with a file backend it forgets.
 */
export function withoutPending(deployment: Values, pending: readonly PendingCreate[]): Values {
  const taken = maps(deployment["pending_operations"]).flatMap(({ resource }) => {
    const id = pending.find(({ urn }) => urn === urnOf(resource))?.id;
    return id === undefined || !isMap(resource) ? [] : [{ ...resource, id }];
  });
  const resources = maps(deployment["resources"]);
  return { ...deployment, resources: [...resources, ...taken], pending_operations: [] };
}

const urnOf = (resource: unknown): string =>
  isMap(resource) && typeof resource["urn"] === "string" ? resource["urn"] : "";

/** Takes the lock away, takes in what was made, forgets what was not, refreshes. Then `up` goes on. */
export async function recover(sandbox: Sandbox): Promise<readonly PendingCreate[]> {
  const { stack, folder } = sandbox;
  await stack.cancel();
  const state: unknown = JSON.parse(await sandbox.pulumi("stack", "export"));
  const deployment = isMap(state) && isMap(state["deployment"]) ? state["deployment"] : {};
  const pending = pendingCreates(deployment, new CloudStore(folder.cloudFile, { readOnly: true }));
  const mended = {
    ...(isMap(state) ? state : {}),
    deployment: withoutPending(deployment, pending),
  };
  const file = join(folder.path, "mended-state.json");
  writeFileSync(file, JSON.stringify(mended), { mode: 0o600 });
  await sandbox.pulumi("stack", "import", "--file", file);
  await sandbox.pulumi("refresh", "--yes", "--skip-preview");
  return pending;
}
