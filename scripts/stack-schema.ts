import { formatted, type Generator } from "./generator";
import { stackFileSchema } from "./stack-schema/json-schema";
import { stackFileReference } from "./stack-schema/reference";

/** The schema that gives editors completion and errors in stack files, and the reference of every key. */
export const stackFileSchemas: Generator = {
  name: "stack-schema",
  files: async () => {
    const schema = stackFileSchema();
    return {
      "drydock/stack.schema.json": `${JSON.stringify(schema, null, 2)}\n`,
      "docs/stack-file.md": await formatted("docs/stack-file.md", stackFileReference(schema)),
    };
  },
};
