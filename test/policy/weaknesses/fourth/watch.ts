import type { WireProperties } from "../../../../drydock/offline/pack";
import { type Change, set } from "../../mutation/graph";
import { foreign, one, own } from "../entry";
import { arn, entriesOf, token } from "../parts";

const trail = (changes: WireProperties): Change =>
  one("aws:cloudtrail/trail:Trail", {
    name: "audit",
    s3BucketName: "log-bucket",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    kmsKeyId: arn("kms", "key/key"),
    ...changes,
  });

const evasion = "evasion of detection";

/** What watches, switched off or turned away. */
export const watch = entriesOf([
  ["alarm-without-actions", "CloudWatch.17", set("alarm", "actionsEnabled", false)],
  [
    "alarm-that-misses-silence",
    "CloudWatch, missing data",
    set("alarm", "treatMissingData", "notBreaching"),
  ],
  ["alarm-above-everything", evasion, set("alarm", "threshold", 1e9)],
  [
    "alarm-suppressed",
    evasion,
    one("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
      alarmName: "all",
      alarmRule: "ALARM(web-cpu)",
      actionsEnabled: false,
      alarmActions: [arn("sns", "alarms")],
    }),
  ],
  [
    "alarm-tells-a-stranger",
    "exfiltration",
    set("alarm", "alarmActions", [arn("sns", "alarms", foreign)]),
  ],
  ["events-not-watched", evasion, set("failed-deployment", "state", "DISABLED")],
  ["subscription-plain", "SNS", set("subscription", "protocol", "http")],
  [
    "subscription-hears-nothing",
    evasion,
    set("subscription", "filterPolicy", JSON.stringify({ severity: ["never"] })),
  ],
  [
    "trail-off",
    "CloudTrail.1",
    trail({
      enableLogging: false,
    }),
  ],
  [
    "trail-unchecked",
    "CloudTrail.4",
    trail({
      enableLogFileValidation: false,
    }),
  ],
  [
    "trail-blind-to-a-service",
    evasion,
    trail({
      eventSelectors: [{ includeManagementEvents: false, readWriteType: "All" }],
    }),
  ],
  [
    "trail-to-unknown-bucket",
    "exfiltration",
    trail({
      s3BucketName: "somebody-elses-bucket",
    }),
  ],
  [
    "recorder-off",
    "Config.1",
    one("aws:cfg/recorderStatus:RecorderStatus", { name: "default", isEnabled: false }),
  ],
  ["detector-off", "GuardDuty.1", one("aws:guardduty/detector:Detector", { enable: false })],
  [
    "detector-feature-off",
    "GuardDuty.12",
    one("aws:guardduty/detectorFeature:DetectorFeature", {
      detectorId: "d",
      name: "RUNTIME_MONITORING",
      status: "DISABLED",
    }),
  ],
  [
    "findings-archived",
    evasion,
    one("aws:guardduty/filter:Filter", {
      detectorId: "d",
      name: "quiet",
      action: "ARCHIVE",
      rank: 1,
      findingCriteria: { criterions: [{ field: "severity", greaterThanOrEqual: "1" }] },
    }),
  ],
  [
    "standard-control-off",
    evasion,
    one("aws:securityhub/standardsControl:StandardsControl", {
      controlStatus: "DISABLED",
      disabledReason: "noise",
      standardsControlArn: arn(
        "securityhub",
        "control/aws-foundational-security-best-practices/v/1.0.0/ECS.5",
      ),
    }),
  ],
  ["flow-log-rejects-only", "EC2.6", set("flow-log", "trafficType", "ACCEPT")],
  ["logs-for-a-day", "CloudWatch.16", set("logs", "retentionInDays", 1)],
  ["logs-cheap-class", evasion, set("logs", "logGroupClass", "DELIVERY")],
  [
    "logs-subscribed-away",
    "exfiltration",
    one("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", {
      logGroup: "/ecs/web",
      filterPattern: "",
      destinationArn: arn("kinesis", "stream/x", foreign),
      roleArn: `arn:aws:iam::${own}:role/x`,
    }),
  ],
  [
    "metrics-shared-with-a-stranger",
    "exfiltration",
    one("aws:oam/link:Link", {
      labelTemplate: "$AccountName",
      resourceTypes: ["AWS::Logs::LogGroup"],
      sinkIdentifier: arn("oam", "sink/1", foreign),
    }),
  ],
  [
    "canary-secret",
    "secrets in text",
    one("aws:synthetics/canary:Canary", {
      name: "shop",
      artifactS3Location: "s3://files/canary",
      executionRoleArn: `arn:aws:iam::${own}:role/x`,
      handler: "x.handler",
      runtimeVersion: "syn-nodejs-puppeteer-9.1",
      schedule: { expression: "rate(5 minutes)" },
      runConfig: { environmentVariables: { API_TOKEN: token } },
    }),
  ],
  [
    "password-policy-short",
    "IAM.7",
    one("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", { minimumPasswordLength: 6 }),
  ],
  [
    "sessions-of-shells-unlogged",
    "SSM",
    one("aws:ssm/serviceSetting:ServiceSetting", {
      settingId: "/ssm/documents/console/public-sharing-permission",
      settingValue: "Enable",
    }),
  ],
]);
