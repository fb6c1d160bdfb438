/** An environment from a stack file, and the components it is built with. */
export * from "drydock-components";
export { Environment, type EnvironmentOutputs } from "./program/environment";
