/** The body of a dashboard: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */

/**
 * A dashboard holds 500 widgets, and its list of alarms 100 alarms, which are those of 20 services.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
export const mostServices = 20;
const mostAlarms = 100;

/** What a dashboard shows, every name known. */
export interface DashboardContent {
  readonly region: string;
  readonly clusterName: string;
  readonly loadBalancers: readonly DashboardLoadBalancer[];
  readonly alarmArns: readonly string[];
  readonly services: readonly DashboardService[];
}

/** A load balancer; one without a name is the only one, or the first. */
export interface DashboardLoadBalancer {
  readonly name: string;
  readonly arnSuffix: string;
}

/** A service with the ARN suffixes of its load balancer and target groups. */
export interface DashboardService {
  readonly serviceName: string;
  readonly loadBalancer: string;
  readonly targetGroups: readonly string[];
}

/** A line of a chart: namespace, metric, dimensions by turns, and how it is drawn. */
type Line = readonly [...string[], { readonly stat: string; readonly label: string }];

interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The unit of the left axis. */
  readonly unit: string;
}

/** AWS divides the width into 24 columns. */
const columns = 24;
const height = 6;
const alarmsHeight = 3;

/** The widgets of a dashboard: all alarms and the load balancer above, then a row for each service. */
export function dashboardWidgets(content: DashboardContent): object[] {
  const { region, loadBalancers, alarmArns, services } = content;
  const top = alarmArns.length === 0 ? 0 : alarmsHeight;
  const rows = [
    ...loadBalancers.map(balancerCharts),
    ...services.map((service) => serviceCharts(service, content)),
  ];
  return [
    ...(top === 0
      ? []
      : [
          {
            type: "alarm",
            ...at(0, 0, { width: columns, height: top }),
            properties: { title: "Alarms", alarms: alarmArns.slice(0, mostAlarms) },
          },
        ]),
    ...rows.flatMap((charts, row) =>
      charts.map((chart, column) => {
        const width = columns / charts.length;
        return {
          type: "metric",
          ...at(column * width, top + row * height, { width, height }),
          properties: chartProperties(chart, region),
        };
      }),
    ),
  ];
}

function at(x: number, y: number, size: { readonly width: number; readonly height: number }) {
  return { x, y, ...size };
}

function chartProperties({ title, lines, unit }: Chart, region: string) {
  return {
    title,
    region,
    view: "timeSeries",
    period: 60,
    metrics: lines,
    yAxis: { left: { min: 0, label: unit, showUnits: false } },
  };
}

/** Metrics of a load balancer of either kind. */
const namespaceOf = (arnSuffix: string): string =>
  isNetwork(arnSuffix) ? "AWS/NetworkELB" : "AWS/ApplicationELB";

const isNetwork = (arnSuffix: string): boolean => arnSuffix.startsWith("net/");

function balancerCharts({ name, arnSuffix }: DashboardLoadBalancer): Chart[] {
  const title = ["Load balancer", name].filter((word) => word !== "").join(" ");
  const line = (metric: string, label: string): Line => [
    namespaceOf(arnSuffix),
    metric,
    "LoadBalancer",
    arnSuffix,
    { stat: "Sum", label },
  ];
  if (isNetwork(arnSuffix)) {
    return [
      {
        title: `${title}: connections`,
        unit: "a minute",
        lines: [
          line("NewFlowCount", "new"),
          line("TCP_Target_Reset_Count", "reset by tasks"),
          line("TCP_ELB_Reset_Count", "reset by the load balancer"),
        ],
      },
    ];
  }
  return [
    {
      title: `${title}: requests`,
      unit: "a minute",
      lines: [line("RequestCount", "all"), line("RejectedConnectionCount", "rejected connections")],
    },
    {
      title: `${title}: answers of its own`,
      unit: "a minute",
      lines: [
        line("HTTPCode_ELB_5XX_Count", "500 and more"),
        line("HTTPCode_ELB_4XX_Count", "400 to 499"),
      ],
    },
  ];
}

/** Tasks and deployments first: what changes in a deployment stands beside what users notice of it. */
function serviceCharts(service: DashboardService, content: DashboardContent): Chart[] {
  return [
    taskChart(service, content),
    ...(service.targetGroups.length === 0 || isNetwork(service.loadBalancer)
      ? []
      : requestCharts(service)),
    useChart(service, content),
  ];
}

/** Container Insights knows the tasks that there should be; without it only those that run are drawn. */
function taskChart(
  { serviceName, loadBalancer, targetGroups }: DashboardService,
  { clusterName }: DashboardContent,
): Chart {
  const own = ["ClusterName", clusterName, "ServiceName", serviceName];
  const insights = (metric: string, label: string): Line => [
    "ECS/ContainerInsights",
    metric,
    ...own,
    { stat: "Maximum", label },
  ];
  return {
    title: `${serviceName}: tasks and deployments`,
    unit: "tasks",
    lines: [
      ["AWS/ECS", "CPUUtilization", ...own, { stat: "SampleCount", label: "running" }],
      insights("DesiredTaskCount", "desired"),
      insights("PendingTaskCount", "pending"),
      insights("DeploymentCount", "deployments"),
      ...targetGroups.map((group, index): Line => [
        namespaceOf(loadBalancer),
        "HealthyHostCount",
        ...ofGroup(group, loadBalancer),
        { stat: "Minimum", label: labelOf("healthy", index) },
      ]),
    ],
  };
}

function requestCharts({ serviceName, loadBalancer, targetGroups }: DashboardService): Chart[] {
  const lines = (metric: string, stat: string, label: string): Line[] =>
    targetGroups.map((group, index) => [
      "AWS/ApplicationELB",
      metric,
      ...ofGroup(group, loadBalancer),
      { stat, label: labelOf(label, index) },
    ]);
  return [
    {
      title: `${serviceName}: requests and errors`,
      unit: "a minute",
      lines: [
        ...lines("RequestCount", "Sum", "requests"),
        ...lines("HTTPCode_Target_5XX_Count", "Sum", "500 and more"),
        ...lines("HTTPCode_Target_4XX_Count", "Sum", "400 to 499"),
      ],
    },
    {
      title: `${serviceName}: time to answer`,
      unit: "seconds",
      lines: [
        ...lines("TargetResponseTime", "p50", "half"),
        ...lines("TargetResponseTime", "p95", "95 of 100"),
        ...lines("TargetResponseTime", "p99", "99 of 100"),
      ],
    },
  ];
}

function useChart({ serviceName }: DashboardService, { clusterName }: DashboardContent): Chart {
  const line = (metric: string, stat: string, label: string): Line => [
    "AWS/ECS",
    metric,
    "ClusterName",
    clusterName,
    "ServiceName",
    serviceName,
    { stat, label },
  ];
  return {
    title: `${serviceName}: CPU and memory`,
    unit: "percent",
    lines: [
      line("CPUUtilization", "Average", "CPU"),
      line("CPUUtilization", "Maximum", "CPU, busiest task"),
      line("MemoryUtilization", "Average", "memory"),
      line("MemoryUtilization", "Maximum", "memory, fullest task"),
    ],
  };
}

function ofGroup(group: string, loadBalancer: string): string[] {
  return ["LoadBalancer", loadBalancer, "TargetGroup", group];
}

/** The second group is that of a new version: it has requests during a deployment only. */
function labelOf(label: string, index: number): string {
  return index === 0 ? label : `${label}, other group`;
}
