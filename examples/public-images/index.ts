import { Environment } from "drydock";

export = new Environment().outputs;
