import {
  type Capability,
  fargateCapabilities,
  type UserIds,
} from "drydock-components/facts/public-images";
import { runsProgram } from "drydock-components/model/image-fit";
import { isRoot } from "drydock-components/model/privileges";
import type { Context, Named } from "./context";
import { dockerfileOf } from "./dockerfile";
import { isPublished, needsOf } from "./needs";

/** The rights of a container: its user, and the folders that it may write to. */
export interface Security {
  readonly user?: string;
  readonly capabilities?: readonly Capability[];
  readonly readonlyRootFilesystem?: false;
}

/** The rights that a container has in Compose; the needs of a known image are added later. */
export function securityOf(one: Named, context: Context): Security {
  const user = userOf(one, context);
  const capabilities = capabilitiesOf(one, user, context);
  return {
    user,
    ...(capabilities.length === 0 ? {} : { capabilities }),
    ...(one.service.read_only || isKnown(one, context) ? {} : { readonlyRootFilesystem: false }),
  };
}

/** Whether it is known where a container writes: otherwise it may write everywhere, as in Compose. */
function isKnown(one: Named, context: Context): boolean {
  const { command, entrypoint: entryPoint } = one.service;
  const needs = needsOf(one, context);
  if (needs === undefined || needs.needsCommand === true || !isPublished(one)) return false;
  return runsProgram(needs, { command, entryPoint });
}

const userPattern = /^[a-z0-9_-]+(?::[a-z0-9_-]+)?$/i;

/** The user that the container runs as; undefined for Drydock's 1000:1000. */
function userOf(one: Named, context: Context): string | undefined {
  const { service, at } = one;
  const { notes } = context;
  if (service.user !== undefined && service.user !== "") {
    if (userPattern.test(service.user)) return service.user;
    notes.leftOut(
      [...at, "user"],
      "This is neither a user nor a number: the container runs as 1000:1000.",
    );
    return undefined;
  }
  const written = dockerfileOf(one, context)?.user;
  if (written !== undefined && userPattern.test(written)) return written;
  const { user, ids } = needsOf(one, context) ?? {};
  if (user !== undefined) return user;
  if (ids !== undefined) return `${ids.uid}:${ids.gid}`;
  notes.decide(
    at,
    "In Compose it runs as the image's user, here as 1000:1000, which is not root. Set user if the image needs another.",
  );
  return undefined;
}

/** The owner of the files in a container's volumes; undefined if unknown or root. */
export function ownerOf(one: Named, context: Context): UserIds | undefined {
  const match = /^(\d+)(?::(\d+))?$/.exec(one.service.user ?? "");
  const uid = Number(match?.[1]);
  const owner = match === null ? needsOf(one, context)?.ids : { uid, gid: Number(match[2] ?? uid) };
  if (owner === undefined || owner.uid === 0) return undefined;
  // An access point takes no group 0.
  return { uid: owner.uid, gid: owner.gid === 0 ? owner.uid : owner.gid };
}

/** Capabilities that an unknown image may need as root: to give folders to a user, become it, and listen below port 1024. */
const asRoot: readonly string[] = [
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "KILL",
  "NET_BIND_SERVICE",
  "SETGID",
  "SETUID",
];

function capabilitiesOf(one: Named, user: string | undefined, context: Context): Capability[] {
  const added = addedCapabilities(one);
  const isUnknown = needsOf(one, context) === undefined;
  const all = user !== undefined && isRoot(user) && isUnknown ? [...asRoot, ...added] : added;
  return fargateCapabilities.filter((name) => all.includes(name));
}

/** The one further capability that Fargate gives, by a setting of the task. */
export const tracing = "SYS_PTRACE";

/** Whether Fargate gives a container a capability. */
export function isGiven(name: string): boolean {
  return name === tracing || fargateCapabilities.some((known) => known === name);
}

/** The capabilities under cap_add, without their prefix. */
export function addedCapabilities({ service }: Named): string[] {
  return (service.cap_add ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, ""));
}
