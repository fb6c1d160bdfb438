import { eachContainer } from "../../lib/container-check";
import { securityHub } from "../../lib/links";
import { known, read, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

const awslogsOptions = ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"];

export const containerLoggingConfigured = resourceRule({
  name: "container-logging-configured",
  row: 11,
  title: "Every container sends its logs somewhere",
  controls: ["ECS.9", "AwsSolutions-ECS7"],
  severity: "high",
  why: "Without logs nobody can trace a task that was replaced.",
  fix: "Set logConfiguration; awslogs needs awslogs-group, awslogs-region and awslogs-stream-prefix.",
  url: securityHub("ecs-9"),
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, ({ definition }, say) => {
      const driver = known(readString(definition, "logConfiguration.logDriver"));
      if (driver === undefined) {
        say("has a container without log configuration", "logConfiguration");
        return;
      }
      if (driver === "none") {
        say("has a container that throws its logs away", "logConfiguration.logDriver");
      }
      if (driver !== "awslogs") return;
      for (const option of awslogsOptions) {
        const path = `logConfiguration.options.${option}`;
        if (read(definition, path).state !== "absent") continue;
        say(`has a container whose log configuration lacks ${option}`, path);
      }
    });
  },
});
