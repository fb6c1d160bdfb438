import * as pulumi from "@pulumi/pulumi";

/** The outputs of a component, without undefined ones: the SDK warns of an output without a value, at every run. */
export function outputsOf(component: pulumi.ComponentResource): pulumi.Inputs {
  return Object.fromEntries(
    Object.entries(component).filter(
      ([name, value]) => name !== "urn" && pulumi.Output.isInstance(value),
    ),
  );
}
