import { EnvFiles } from "../index";

const files = new EnvFiles("env-files", {
  files: [{ name: "env/test.env", path: "env/test.env" }],
});

export const objectArns = files.objectArns;
