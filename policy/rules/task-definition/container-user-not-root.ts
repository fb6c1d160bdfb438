import { decideContainer, eachOwnContainer } from "../../lib/container-check";
import { securityHub } from "../../lib/links";
import { known, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

/** Root by name or by number, however many digits it is written with. */
const root = /^(|root|[+-]?0+)$/;

export const containerUserNotRoot = resourceRule({
  name: "container-user-not-root",
  row: 7,
  title: "A container runs as a user that is named and not root",
  controls: ["ECS.20"],
  severity: "medium",
  why: "A process that runs as root turns a flaw in the container runtime into the whole host.",
  fix: "Set user to a number other than 0, for example 1000:1000.",
  url: securityHub("ecs-20"),
  decidedBy: "drydock:services.{name}.user",
  exemptedFor: "the image runs as root only",
  kinds: ["taskDefinition"],
  check(check) {
    const family = known(
      readString(check.resource.inputs, "runtimePlatform.operatingSystemFamily"),
    );
    // Windows containers have no uid; ECS.20 leaves them out as well.
    if (family?.startsWith("WINDOWS") === true) return;
    eachOwnContainer(check, (container) => {
      decideContainer(check, container, {
        reading: readString(container.definition, "user"),
        property: "user",
        absent: "does not say which user a container runs as",
        known: (user) =>
          root.test(user.split(":")[0]?.trim() ?? "") ? "runs a container as root" : undefined,
      });
    });
  },
});
