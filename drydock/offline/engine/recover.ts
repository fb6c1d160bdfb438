/**
 * After a kill of the engine: unfinished creations are "pending" in the state, and may or may not
 * exist. On AWS the user looks up each of them; here the stand-in cloud knows.
 * https://www.pulumi.com/docs/support/troubleshooting/common-issues/interrupted-updates/
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CloudStore } from "../cloud/store";
import type { Sandbox } from "./sandbox";
import { isMap } from "drydock-components/model/check/path";
import { maps, type Values } from "./workspace/values";

/** A creation that the engine started and whose outcome it does not know. */
export interface PendingCreate {
  readonly urn: string;
  /** Its id, if it exists. */
  readonly id?: string;
}

/** The pending creations of a deployment, looked up in the cloud. */
export function pendingCreates(deployment: Values, cloud: CloudStore): PendingCreate[] {
  return maps(deployment["pending_operations"])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => {
      const urn = urnOf(resource);
      // Only AWS resources can be looked up; images and random values are created again.
      const made = cloud
        .all()
        .find((object) => object.urn === urn && object.type.startsWith("aws:"));
      return made === undefined ? { urn } : { urn, id: made.id };
    });
}

/**
 * Adds existing resources to the deployment and removes the others. `pulumi refresh
 * --import-pending-creates` should add them; in CLI 3.259.0 with a file backend it removes them.
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

/** Removes the lock, adds created resources, removes the others, refreshes. Then `up` continues. */
export async function recover(sandbox: Sandbox): Promise<readonly PendingCreate[]> {
  const { stack, folder } = sandbox;
  await stack.cancel();
  const state: unknown = JSON.parse(await sandbox.pulumi("stack", "export"));
  const deployment = isMap(state) && isMap(state["deployment"]) ? state["deployment"] : {};
  const pending = pendingCreates(deployment, new CloudStore(folder.cloudFile, { readOnly: true }));
  const repaired = {
    ...(isMap(state) ? state : {}),
    deployment: withoutPending(deployment, pending),
  };
  const file = join(folder.path, "repaired-state.json");
  writeFileSync(file, JSON.stringify(repaired), { mode: 0o600 });
  await sandbox.pulumi("stack", "import", "--file", file);
  await sandbox.pulumi("refresh", "--yes", "--skip-preview");
  return pending;
}
