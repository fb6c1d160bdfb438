import type { Container } from "./containers";
import { known, readString } from "./reading";

/** Images that vendors publish to run beside a program, by their repositories. */
const repositories: readonly RegExp[] = [
  /(^|\/)datadog\/(agent|dogstatsd)$/,
  /(^|\/)(aws-observability\/)?aws-for-fluent-bit$/,
  /(^|\/)(fluent\/)?(fluent-bit|fluentd)$/,
  /(^|\/)(envoyproxy\/envoy|aws-appmesh-envoy|appmesh\/aws-appmesh-envoy|ecs-service-connect-agent)$/,
  /(^|\/)(amazon|xray)\/aws-xray-daemon$/,
  /(^|\/)(aws-observability\/|amazon\/)?aws-otel-collector$/,
  /(^|\/)(otel|open-telemetry)\/opentelemetry-collector(-contrib)?$|(^|\/)opentelemetry-collector-releases\/.+$/,
  /(^|\/)(cloudwatch-agent\/)?(amazon-)?cloudwatch-agent$/,
  /(^|\/)newrelic\/(infrastructure-bundle|nri-ecs|newrelic-fluentbit-output)$/,
  /(^|\/)dynatrace\/(oneagent|dynatrace-codemodules)$|(^|\/)linux\/oneagent$/,
  /(^|\/)(grafana\/(agent|alloy|promtail)|timberio\/vector|elastic\/(elastic-agent|filebeat)|sumologic\/.+)$/,
];

/** The containers of a task that run a vendor's image beside the program. A task of nothing else has none. */
export function vendorSidecars(containers: readonly Container[]): readonly Container[] {
  const found = containers.filter(({ definition }) => {
    const image = known(readString(definition, "image")) ?? "";
    const repository = image.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
    return repositories.some((one) => one.test(repository));
  });
  return found.length < containers.length ? found : [];
}
