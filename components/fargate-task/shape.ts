import { z } from "zod";
import { like } from "../internal/late";
import { argumentType, madeOf } from "../model/check/argument-type";
import { containerShape, mainContainerShape, sidecarShape } from "../model/container";
import { named, strict } from "../model/primitives";
import { stackService } from "../model/service";
import { taskShape } from "../model/task";
import { containerArguments, runArguments } from "./parts";

const { healthCheck, restartPolicy } = containerShape;

/** A container of a task that goes on running. */
const container = { ...containerArguments.shape, healthCheck, restartPolicy };

/** The main container among the arguments of a task. */
export const mainContainer = z.object({ ...container, ...mainContainerShape });

const sidecar = argumentType(
  "SidecarArgs",
  "A further container of a task.",
  madeOf([containerArguments], strict({ ...container, ...sidecarShape })),
);

/** The arguments of FargateTask; the main container's are among them. */
export const taskArguments = argumentType(
  "FargateTaskArgs",
  "Arguments of FargateTask.",
  madeOf(
    [runArguments, containerArguments],
    strict({
      ...runArguments.shape,
      pidMode: taskShape.pidMode,
      ...mainContainer.shape,
      sidecars: like(stackService.shape.sidecars, named(sidecar).default({})),
    }),
  ),
);
