import { isMap } from "drydock-components/model/check/path";
import type { Tree } from "../paths";
import { type Context, type Named, named } from "./context";
import { addedCapabilities, isGiven } from "./security";

/** Notes the services whose work needs the host, which Fargate gives to nobody. */
export function hostNotes(context: Context): void {
  for (const name of context.project.services.keys()) {
    const one = named(context, name);
    const reasons = hostNeeds(one, rawService(context, name));
    if (reasons.length > 0) {
      context.notes.cannot(
        one.at,
        `It needs ${reasons.join(" and ")}, which Fargate does not give.`,
      );
    }
  }
}

function hostNeeds(one: Named, raw: Tree): string[] {
  const { service } = one;
  const bound = (service.volumes ?? []).map(({ source }) => source ?? "");
  const ports = service.ports ?? [];
  const missing = addedCapabilities(one).filter((name) => !isGiven(name));
  return [
    ...(bound.some((source) => /(?:docker|containerd|podman)\.sock$/.test(source))
      ? ["the container engine of its host"]
      : []),
    ...(bound.some((source) => /^\/(?:$|proc|sys|dev|lib\/modules|var\/lib\/docker)/.test(source))
      ? ["folders of its host's system"]
      : []),
    ...(raw["privileged"] === true ? ["a privileged container"] : []),
    ...(missing.length > 0 ? [`the capability ${missing.join(" and ")}`] : []),
    ...(raw["devices"] !== undefined || raw["gpus"] !== undefined || hasGpu(raw)
      ? ["devices"]
      : []),
    ...(ports.length > 0 && ports.every(({ protocol }) => protocol === "udp")
      ? ["UDP from outside"]
      : []),
  ];
}

function rawService({ project }: Context, name: string): Tree {
  const { services } = project.file.value;
  const service = isMap(services) ? services[name] : undefined;
  return isMap(service) ? service : {};
}

function hasGpu(raw: Tree): boolean {
  return /"capabilities":\[[^\]]*"gpu"/.test(JSON.stringify(raw["deploy"] ?? {}));
}
