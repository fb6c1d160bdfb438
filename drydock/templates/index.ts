import { Environment } from "drydock";

// Everything that Pulumi.<stack>.yaml describes; more resources of yours can stand beside it.
export = new Environment().outputs;
