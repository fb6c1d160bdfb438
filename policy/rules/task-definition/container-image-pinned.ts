import { eachContainer } from "../../lib/container-check";
import { ecs } from "../../lib/links";
import { known, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

export const containerImagePinned = resourceRule({
  name: "container-image-pinned",
  row: 4,
  title: "A container image is pinned, and comes from a registry that is allowed",
  severity: "medium",
  why: "After the next task start a moving tag can run an image that nobody reviewed.",
  fix: "Name the image by tag and digest (repository:tag@sha256:...), from an allowed registry.",
  url: ecs("image-tag-and-digest"),
  decidedBy: "drydock:services.{name}.image",
  options: {
    requireDigest: {
      schema: { type: "boolean", default: false, description: "Refuse an image without digest." },
      production: true,
      stricter: "higher",
    },
    allowedRegistries: {
      schema: {
        type: "array",
        items: { type: "string" },
        default: [],
        description:
          "Registries that may be used, as the beginning of the image name, such as public.ecr.aws/. Empty allows all.",
      },
      stricter: "none",
    },
  },
  kinds: ["taskDefinition"],
  check(check) {
    const { options } = check;
    const requireDigest = options.boolean("requireDigest");
    const registries = options.strings("allowedRegistries");
    eachContainer(check, (container, say) => {
      const image = known(readString(container.definition, "image"));
      if (image === undefined) return;
      const hasDigest = /@sha256:[a-f0-9]{64}$/.test(image);
      const tag = tagOf(image);
      if (requireDigest && !hasDigest) {
        say("runs an image that is not pinned by digest", "image");
      } else if (!hasDigest && tag === undefined) {
        say("runs an image without tag or digest", "image");
      } else if (!hasDigest && tag === "latest") {
        say("runs an image by the tag latest", "image");
      }
      if (registries.length > 0 && !registries.some((prefix) => image.startsWith(prefix))) {
        say("runs an image from a registry that is not allowed", "image");
      }
    });
  },
});

/** The tag of an image: after the last colon behind the last slash, before a digest. */
function tagOf(image: string): string | undefined {
  const name = image.split("@")[0]?.split("/").at(-1) ?? "";
  return name.includes(":") ? name.split(":").at(-1) : undefined;
}
