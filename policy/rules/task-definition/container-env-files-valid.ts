import { eachContainer } from "../../lib/container-check";
import { asList } from "../../lib/json-document";
import { ecs } from "../../lib/links";
import { known, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

const mostFiles = 10;

export const containerEnvFilesValid = resourceRule({
  name: "container-env-files-valid",
  row: 18,
  title: "Environment files are S3 objects whose names end in .env",
  severity: "medium",
  why: "ECS reads no other kind, and a task whose file cannot be read never starts.",
  fix: 'Write {type: "s3", value: "arn:aws:s3:::bucket/key.env"}, at most ten of them.',
  url: ecs("use-environment-file"),
  decidedBy: "drydock:services.{name}.envFiles",
  exemptible: false,
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, (container, say) => {
      const files = asList(container.definition.environmentFiles);
      if (files.length > mostFiles) {
        say(`has more than ${mostFiles} environment files in a container`, "environmentFiles");
      }
      files.forEach((file, index) => {
        const at = `environmentFiles[${index}]`;
        if (known(readString(file, "type")) !== "s3") {
          say("has an environment file that is not in S3", at);
        }
        const value = known(readString(file, "value"));
        if (value !== undefined && !/^arn:aws[a-z-]*:s3:::[^/]+\/.+\.env$/.test(value)) {
          say("has an environment file that is no ARN of an object ending in .env", at);
        }
      });
    });
  },
});
