import { eachContainer } from "../../lib/container-check";
import { known, readString, readWord } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const containerLoggingNonBlocking = resourceRule({
  name: "container-logging-non-blocking",
  row: 12,
  title: "A container keeps running when its logs cannot be delivered",
  severity: "low",
  levels: levels.advisory,
  why: "A blocking log driver stops the program on its next write while CloudWatch Logs is out of reach.",
  fix: "Set the log option mode to non-blocking, and max-buffer-size, for example to 25m.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, ({ definition }, say) => {
      if (known(readString(definition, "logConfiguration.logDriver")) !== "awslogs") return;
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/log_configuration.html: since June 2025 not by default.
      const mode = known(readWord(definition, "logConfiguration.options.mode"));
      if (mode !== "BLOCKING") return;
      say("has a container whose log driver blocks", "logConfiguration.options.mode");
    });
  },
});
