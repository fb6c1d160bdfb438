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

/**
 * Without the `:*` for the group's streams.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html#amazoncloudwatchlogs-resources-for-iam-policies
 */
export function logGroupArn(group: {
  readonly partition: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly name: pulumi.Input<string>;
}): pulumi.Output<string> {
  const { partition, region, accountId, name } = group;
  return pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html#amazonsns-resources-for-iam-policies */
export function topicArn(topic: {
  readonly partition: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly topicName: string;
}): pulumi.Output<string> {
  const { partition, region, accountId, topicName } = topic;
  return pulumi.interpolate`arn:${partition}:sns:${region}:${accountId}:${topicName}`;
}
