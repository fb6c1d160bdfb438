import type { Kind } from "../../lib/kinds";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readList, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

const actions = { listener: "defaultActions", listenerRule: "actions" } as const;

/** A value computed from another resource, such as a client of Cognito or a secret's version, is no part of the program. */
const ownKinds: ReadonlySet<Kind | undefined> = new Set([
  "listener",
  "listenerRule",
  "loadBalancer",
  "targetGroup",
]);

export const listenerClientSecretComputed = stackRule({
  name: "listener-client-secret-computed",
  row: 108,
  title: "A listener's client secret comes from a resource, or is one in the state",
  severity: "medium",
  levels: levels.advisory,
  why: "Whoever reads the program or its configuration can sign users in as the load balancer does.",
  fix: "Create the client in the program, or read the secret from Secrets Manager and name the property in additionalSecretOutputs; change a secret that was written out.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
  kinds: ["listener", "listenerRule"],
  check({ stack, report }) {
    for (const kind of ["listener", "listenerRule"] as const) {
      for (const resource of stack.ofKind(kind)) {
        const property = actions[kind];
        // The policy SDK tells no secret from a text: the option does.
        if (resource.secretOutputs.includes(property) || isComputed(resource, property)) continue;
        (known(readList(resource.properties, property)) ?? []).forEach((action, index) => {
          const path = "authenticateOidc.clientSecret";
          if ((known(readString(action, path)) ?? "") === "") return;
          report(resource, {
            problem: "has a client secret that the program holds as text",
            property: `${property}[${index}].${path}`,
          });
        });
      }
    }
  },
});

function isComputed({ propertyDependencies }: StackResource, property: string): boolean {
  return (propertyDependencies[property] ?? []).some(({ kind }) => !ownKinds.has(kind));
}
