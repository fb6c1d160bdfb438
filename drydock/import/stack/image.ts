import { posix } from "node:path";
import { ecrImage } from "drydock-components/facts/ecr";
import { secretShape } from "drydock-policy/secrets";
import { isRemote } from "./remote";
import type { Context, Named } from "./context";

/** Converts the image of a service; undefined if there is none that Fargate can run. */
export function imageOf(one: Named, context: Context): Record<string, unknown> | undefined {
  const { build, image } = one.service;
  if (build !== undefined && !isRemote(build.context)) return builtImage(one, context);
  if (build !== undefined) {
    context.notes.decide(
      [...one.at, "build"],
      "The context is not a local folder. Build and push the image elsewhere, and set image.reference.",
    );
  }
  if (image === undefined || image === "") {
    context.notes.leftOut(
      one.at,
      "The service has neither an image nor a folder to build one from.",
    );
    return undefined;
  }
  const reference = taggedReference(image, one, context);
  return { reference, ...(isLookedUp(reference) ? { pinDigest: true } : {}) };
}

function builtImage(one: Named, context: Context): Record<string, unknown> {
  const { service, at } = one;
  const { notes, fromStackFile } = context;
  const { context: folder = ".", extra = [], ...given } = service.build ?? {};
  for (const key of extra) {
    notes.leftOut(
      [...at, "build", key],
      "A stack file builds only from context, dockerfile, target and args.",
    );
  }
  if (service.image !== undefined && service.image !== "") {
    notes.changed(
      [...at, "image"],
      "Drydock builds the image and pushes it, under another name, to the environment's repository.",
    );
  }
  const args = buildArguments(one, context);
  const dockerfile = "dockerfile" in given ? given.dockerfile : undefined;
  const target = "target" in given ? given.target : undefined;
  return {
    build: {
      context: fromStackFile(folder),
      dockerfile:
        dockerfile === undefined ? undefined : fromStackFile(posix.join(folder, dockerfile)),
      target,
      ...(Object.keys(args).length === 0 ? {} : { args }),
    },
  };
}

function buildArguments(
  { service, at }: Named,
  { notes, lookup }: Context,
): Record<string, string> {
  const { build } = service;
  const given = build !== undefined && "args" in build ? build.args : undefined;
  const args: Record<string, string> = {};
  for (const [name, written] of given ?? []) {
    const value = written ?? lookup(name);
    const path = [...at, "build", "args", name];
    if (value === undefined) {
      notes.decide(
        path,
        `The build argument ${name} has no value: Compose takes it from the shell.`,
      );
    } else if (secretShape(name, value) !== undefined) {
      notes.leftOut(
        path,
        `The build argument ${name} looks like a secret; build arguments are readable in the image.`,
      );
    } else args[name] = value;
  }
  return args;
}

/** Docker reads a name without a tag as :latest; a stack file must name the tag. */
function taggedReference(image: string, { at }: Named, { notes }: Context): string {
  const path = [...at, "image"];
  const lastPart = image.slice(image.lastIndexOf("/") + 1);
  const reference = lastPart.includes(":") || image.includes("@") ? image : `${image}:latest`;
  if (reference.endsWith(":latest")) {
    notes.decide(
      path,
      `${reference} changes with every release: name the version that you have tested.`,
    );
  }
  return reference;
}

/** Whether a deployment can look up the digest: anybody can in a public registry, but nobody in that of an account. */
function isLookedUp(reference: string): boolean {
  return !reference.includes("@") && ecrImage(reference) === undefined;
}
