/**
 * ARNs computed from names. The provider tells an ARN only once the resource exists; its name, given or
 * generated, is known before. A policy that names these can be read, and checked, in the first preview.
 */
import * as pulumi from "@pulumi/pulumi";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-resources-for-iam-policies */
export function bucketArn(
  partition: pulumi.Input<string>,
  bucketName: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:s3:::${bucketName}`;
}

/** Where the resource of an ARN is. */
export interface ArnScope {
  readonly partition: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>` */
export function regionalArn(
  { partition, region, accountId }: ArnScope,
  service: string,
  resource: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/**
 * Without the `:*` for the group's streams.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html#amazoncloudwatchlogs-resources-for-iam-policies
 */
export function logGroupArn(
  group: ArnScope & { readonly name: pulumi.Input<string> },
): pulumi.Output<string> {
  return regionalArn(group, "logs", pulumi.interpolate`log-group:${group.name}`);
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html#amazonsns-resources-for-iam-policies */
export function topicArn(topic: ArnScope & { readonly topicName: string }): pulumi.Output<string> {
  return regionalArn(topic, "sns", topic.topicName);
}
