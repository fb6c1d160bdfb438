/** An environment from a stack file, and the components it is built with. */
export * from "drydock-components";
export { Bootstrap, type BootstrapOutputs, type WorkflowVariables } from "./bootstrap";
export {
  Environment,
  type EnvironmentOptions,
  type EnvironmentOutputs,
} from "./program/environment";
export type {
  Additions,
  AdditionsByService,
  Foundation,
  ServiceAdditions,
} from "./program/additions";
