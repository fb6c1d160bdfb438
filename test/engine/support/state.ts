/** Pulumi's state as the backend's file has it: what an export gives, without starting the CLI. */
import { existsSync, readFileSync } from "node:fs";
import { stateFile } from "../../../drydock/offline/engine/workspace/folder";
import { isMap } from "drydock-components/model/check/path";
import { maps, type Values } from "../../../drydock/offline/engine/workspace/values";

/** The owner of the state. */
export interface StateOwner {
  readonly scratch: { readonly stack: string };
  readonly sandbox: { readonly folder: { readonly stateFolder: string } };
}

/** One resource of the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly custom: boolean;
  readonly values: Values;
}

function deployment({ scratch, sandbox }: StateOwner): Values {
  const file = stateFile(sandbox.folder, { project: "drydock", stack: scratch.stack });
  if (!existsSync(file)) return {};
  const content = parsed(readFileSync(file, "utf8"));
  const checkpoint = isMap(content) ? content["checkpoint"] : undefined;
  const latest = isMap(checkpoint) ? checkpoint["latest"] : undefined;
  return isMap(latest) ? latest : {};
}

/** The engine may be writing the file. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const stateResources = (owner: StateOwner): StateResource[] =>
  maps(deployment(owner)["resources"]).map((values) => ({
    urn: text(values["urn"]),
    type: text(values["type"]),
    id: text(values["id"]),
    custom: values["custom"] === true,
    values,
  }));

/** URNs of what the engine began and has not heard of since. */
export const pendingUrns = (owner: StateOwner): string[] =>
  maps(deployment(owner)["pending_operations"]).map(({ resource }) =>
    isMap(resource) ? text(resource["urn"]) : "",
  );

const text = (value: unknown): string => (typeof value === "string" ? value : "");
