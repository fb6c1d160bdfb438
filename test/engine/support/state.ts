/** Pulumi's state as the backend's file has it: what an export gives, without starting the CLI. */
import { stateFile } from "../../../drydock/offline/engine/workspace/folder";
import * as state from "../../../drydock/offline/engine/workspace/state";

/** The owner of the state. */
export interface StateOwner {
  readonly scratch: { readonly stack: string };
  readonly sandbox: { readonly folder: { readonly stateFolder: string } };
}

/** The state's file. */
export const stateFileOf = ({ scratch, sandbox }: StateOwner): string =>
  stateFile(sandbox.folder, { project: "drydock", stack: scratch.stack });

export const stateResources = (owner: StateOwner): state.StateResource[] =>
  state.stateResources(stateFileOf(owner));

/** URNs of what the engine began and has not heard of since. */
export const pendingUrns = (owner: StateOwner): string[] => state.pendingUrns(stateFileOf(owner));
