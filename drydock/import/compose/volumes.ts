import { z } from "zod";
import { flag, text } from "./scalars";

export type MountKind = "volume" | "bind" | "tmpfs" | "anonymous" | "other";

export interface Mount {
  readonly kind: MountKind;
  /** The folder or file of the host; undefined for the other kinds. */
  readonly source: string | undefined;
  /** The name of a volume; undefined for the other kinds. */
  readonly volume: string | undefined;
  readonly target: string;
  readonly readOnly: boolean;
  /** The folder of the volume that is mounted; undefined for all of it. */
  readonly subpath: string | undefined;
}

/** A folder of the host starts with one of these; a name of a volume does not. */
const hostPath = /^(?:[./~]|[A-Za-z]:[\\/])/;

const shortMount = text.transform((given, context): Mount => {
  // The colon of a Windows drive is not a separator.
  const [first = "", second, mode = ""] = given.split(/(?<!^[A-Za-z]):/);
  const target = second ?? first;
  if (!target.startsWith("/")) {
    context.addIssue({
      code: "custom",
      message: "This must be a volume, such as data:/var/lib/data.",
    });
    return z.NEVER;
  }
  const named = second !== undefined && !hostPath.test(first);
  return {
    kind: second === undefined ? "anonymous" : named ? "volume" : "bind",
    source: second === undefined || named ? undefined : first,
    volume: named ? first : undefined,
    target,
    readOnly: mode.split(",").includes("ro"),
    subpath: undefined,
  };
});

const longMount = z
  .looseObject({
    type: text,
    source: text.optional(),
    target: text,
    read_only: flag.default(false),
    volume: z.looseObject({ subpath: text.optional() }).nullish(),
  })
  .transform(({ type, source, target, read_only: readOnly, volume }): Mount => {
    const named = type === "volume" && source !== undefined;
    return {
      kind: kindOf(type, named),
      source: type === "bind" ? source : undefined,
      volume: named ? source : undefined,
      target,
      readOnly,
      subpath: volume?.subpath,
    };
  });

function kindOf(type: string, named: boolean): MountKind {
  if (type === "volume") return named ? "volume" : "anonymous";
  return type === "bind" || type === "tmpfs" ? type : "other";
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export const volumes = z.array(
  z.union([longMount, shortMount], {
    error: "This must be a volume, such as data:/var/lib/data, or a map with type and target.",
  }),
  { error: "This must be a list of volumes." },
);
