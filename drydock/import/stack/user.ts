import type { Context, Named } from "./context";
import { dockerfileOf } from "./image";
import { knownImage } from "./known-images";

const ROOT = /^(?:root|0)(?::.*)?$/;

/** The user that the container runs as; undefined for Drydock's 1000:1000. */
export function userOf(one: Named, context: Context): string | undefined {
  const { service, at } = one;
  const given = service.user === undefined || service.user === "" ? undefined : service.user;
  if (given !== undefined && !/^[a-z0-9_-]+(?::[a-z0-9_-]+)?$/i.test(given)) {
    context.notes.leftOut(
      [...at, "user"],
      "This is neither a user nor a number: the container runs as 1000:1000.",
    );
    return undefined;
  }
  if (given !== undefined) {
    if (ROOT.test(given)) {
      context.notes.decide(
        [...at, "user"],
        "The container runs as root, which the policies report.",
      );
    }
    return given;
  }
  const known = service.build === undefined ? knownImage(service.image ?? "") : undefined;
  if (known?.user === "root") {
    context.notes.decide(
      [...at, "image"],
      `${service.image ?? ""} starts only as root, which the policies report. Some variants do not, such as nginxinc/nginx-unprivileged.`,
    );
  }
  if (known?.user !== undefined) return known.user;
  const fromDockerfile = dockerfileOf(one, context)?.user;
  if (fromDockerfile !== undefined && /^[a-z0-9_-]+(?::[a-z0-9_-]+)?$/i.test(fromDockerfile)) {
    return fromDockerfile;
  }
  context.notes.decide(
    at,
    "In Compose it runs as the image's user, here as 1000:1000, which is not root. Set user if the image needs another.",
  );
  return undefined;
}

/** The ids of that user, for the files of volumes; undefined if unknown or root. */
export function uidOf({
  service,
}: Named): { readonly uid: number; readonly gid: number } | undefined {
  const match = /^(\d+)(?::(\d+))?$/.exec(service.user ?? "");
  const uid = Number(match?.[1]);
  const ids =
    match === null
      ? knownImage(service.image ?? "")?.ids
      : { uid, gid: match[2] === undefined ? uid : Number(match[2]) };
  return ids === undefined || ids.uid === 0 || ids.gid === 0 ? undefined : ids;
}
