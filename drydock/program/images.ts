import { join } from "node:path";
import type { ContainerImageArgs } from "drydock-components";
import {
  imageName,
  type ServiceConfig,
  type SidecarConfig,
  type TaskConfig,
  tasksOf,
} from "../config";
import { containersOf } from "drydock-components/model/task";
import type { Environment } from "./settings";
import type { KeyArn } from "./environment-args";

/** An image that has to be built, or whose digest has to be looked up. */
export interface ImageToMake {
  /** `<service or job>/<container>`. */
  readonly id: string;
  /** Of the resource: `web` for the main container, `web-proxy` for a sidecar. */
  readonly name: string;
  readonly args: ContainerImageArgs;
}

/** The images of an environment, but for references that go into the task definition as they are. */
export function imagesToMake(environment: Environment, kmsKeyArn: KeyArn): ImageToMake[] {
  const { config, names, deletable, folder } = environment;
  const own = tasksOf(config).filter(({ name, imageOf }) => imageOf === name);
  return own.flatMap(({ name: service, task: settings }) =>
    containersOf<TaskConfig, SidecarConfig>(service, settings).flatMap(
      ({ name, container: { image } }): ImageToMake[] => {
        const common = { architecture: settings.architecture, deletable };
        const about = {
          id: `${service}/${name}`,
          name: imageName(service, name),
        };
        if ("build" in image) {
          const build = buildArgs(image, folder);
          const repositoryName = names.repository(service, name);
          return [{ ...about, args: { ...common, build, repositoryName, kmsKeyArn } }];
        }
        return image.pinDigest
          ? [{ ...about, args: { ...common, reference: image.reference, pinDigest: true } }]
          : [];
      },
    ),
  );
}

type BuiltImage = Extract<ServiceConfig["image"], { build: unknown }>;

function buildArgs({ build }: BuiltImage, folder: string): ContainerImageArgs["build"] {
  const { context, dockerfile, target, args } = build;
  return {
    context: join(folder, context),
    dockerfile: dockerfile === undefined ? undefined : join(folder, dockerfile),
    target,
    args,
  };
}
