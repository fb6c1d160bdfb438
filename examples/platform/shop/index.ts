import { Environment } from "drydock";

// Everything that Pulumi.<stack>.yaml describes; more resources of yours go below this line.
export = new Environment().outputs;
