import { Bootstrap } from "drydock";

// Everything that Pulumi.<stack>.yaml describes.
export = new Bootstrap().outputs;
