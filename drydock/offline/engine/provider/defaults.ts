import type { PropertyBag } from "../../capture/types";

/** Names of the inputs that the provider filled in, as the Terraform bridge records them. */
export const defaultsKey = "__defaults";

/** Inputs without these records. */
export const withoutDefaults = (inputs: PropertyBag): PropertyBag =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== defaultsKey));
