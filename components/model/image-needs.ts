import { ecrImage } from "../facts/ecr";
import { fpmPort, type PublicImage, publicImages } from "../facts/public-images";

/** The facts about a public image, for the tag of a reference. */
export interface ImageNeeds extends Omit<PublicImage, "names" | "tag" | "alpineIds"> {
  /** Its name, such as `postgres` or `grafana/grafana`. */
  readonly name: string;
}

/**
 * Looks up the needs of a public image by its reference as people write it: `postgres:17`,
 * `docker.io/library/postgres`, `public.ecr.aws/docker/library/postgres`, or through a pull-through cache or a mirror that keeps
 * its name (`<account>.dkr.ecr.<region>.amazonaws.com/docker-hub/library/postgres`). Undefined for every other image: a
 * user's repository called `postgres` may hold anything.
 */
export function imageNeeds(reference: string): ImageNeeds | undefined {
  const { repository, tag } = parts(reference);
  const row = publicImages.find(
    ({ names, tag: variant }) =>
      names.some((name) => repository === name || repository.endsWith(`/${name}`)) &&
      (variant === undefined || tag.includes(variant)),
  );
  if (row === undefined) return undefined;
  const { names, tag: variant, alpineIds, ...needs } = row;
  const name = names.find((one) => repository.endsWith(one)) ?? "";
  return {
    ...needs,
    ...(alpineIds !== undefined && tag.includes("alpine") ? { ids: alpineIds } : {}),
    ...(needs.user === "www-data" && tag.includes("fpm") ? { ports: [fpmPort] } : {}),
    name: [name.replace(/^library\//, ""), ...(variant === undefined ? [] : [variant])].join(" "),
  };
}

/** Whether an image is somebody's public one of which this table says nothing: it may need another user, or write anywhere. */
export function isUntried(reference: string): boolean {
  return ecrImage(reference) === undefined && imageNeeds(reference) === undefined;
}

/** Hosts of Docker Hub, whose official images may be named without `library`. */
const dockerHub = new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "registry.hub.docker.com",
]);

function parts(reference: string) {
  const [address = ""] = reference.split("@");
  const [whole = "", tag = ""] = address.split(/:(?=[^/]*$)/);
  const segments = whole.split("/");
  const first = segments[0] ?? "";
  const hasHost = segments.length > 1 && (/[.:]/.test(first) || first === "localhost");
  const path = hasHost ? segments.slice(1) : segments;
  const official = path.length === 1 && (!hasHost || dockerHub.has(first));
  return { repository: (official ? ["library", ...path] : path).join("/"), tag };
}
