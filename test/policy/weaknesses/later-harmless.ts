import { add, all, type Change, set } from "../mutation/graph";
import { admitted, document, type Entry, granted, type Json, own } from "./entry";

const later = (name: string, change: Change): Entry => ({
  name,
  from: "IAM user guide",
  change,
});
const files = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };
const queue = (statement: Json): Change =>
  add("queue-policy", "aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: "q",
    policy: document({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", ...statement }),
  });
const topicPolicy = (statement: Json): Change =>
  set(
    "topic",
    "policy",
    document({ Effect: "Allow", Action: "sns:Publish", Resource: "*", ...statement }),
  );

/** Look-alikes that were tried when the rules stood. One was reported at first. */
export const laterHarmless: readonly Entry[] = [
  later(
    "org-paths-ours",
    admitted("files-policy", files, {
      "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdef1234/r-ab12/*" },
    }),
  ),
  later(
    "userid-exact",
    admitted("files-policy", files, { StringLike: { "aws:userid": "AROAEXAMPLEID12345678:*" } }),
  ),
  later(
    "perimeter",
    all(
      admitted("files-policy", files),
      set("files-policy", "policy.json.Statement.98", {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      }),
    ),
  ),
  later(
    "source-arn-own",
    queue({
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:us-east-2:${own}:alarms` } },
    }),
  ),
  later(
    "source-arn-own-everybody",
    queue({
      Principal: "*",
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:us-east-2:${own}:alarms` } },
    }),
  ),
  later(
    "s3-notifications",
    queue({
      Principal: { Service: "s3.amazonaws.com" },
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::files" },
        StringEquals: { "aws:SourceAccount": own },
      },
    }),
  ),
  later(
    "default-sns",
    topicPolicy({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "AWS:SourceOwner": own } },
    }),
  ),
  later(
    "cloudfront-oac",
    admitted(
      "files-policy",
      { ...files, principal: { Service: "cloudfront.amazonaws.com" } },
      { StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${own}:distribution/E1` } },
    ),
  ),
  later(
    "cloudfront-oai",
    admitted("files-policy", {
      ...files,
      principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" },
    }),
  ),
  later(
    "own-role-any",
    admitted("files-policy", { ...files, principal: { AWS: `arn:aws:iam::${own}:role/reader` } }),
  ),
  later(
    "logs-vended",
    admitted(
      "log-bucket-policy",
      {
        principal: { Service: "delivery.logs.amazonaws.com" },
        action: "s3:PutObject",
        resource: `arn:aws:s3:::log-bucket/AWSLogs/${own}/*`,
      },
      { StringEquals: { "aws:SourceAccount": own, "s3:x-amz-acl": "bucket-owner-full-control" } },
    ),
  ),
  later(
    "eks-irsa",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: {
          Federated: `arn:aws:iam::${own}:oidc-provider/oidc.eks.us-east-2.amazonaws.com/id/ABC`,
        },
        Condition: {
          StringEquals: {
            "oidc.eks.us-east-2.amazonaws.com/id/ABC:sub": "system:serviceaccount:web:web",
            "oidc.eks.us-east-2.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
          },
        },
      }),
    }),
  ),
  later(
    "github-env",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: {
          Federated: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`,
        },
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:sub": "repo:shop/web:environment:production",
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          },
        },
      }),
    }),
  ),
  later(
    "saml-own",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithSAML",
        Principal: { Federated: `arn:aws:iam::${own}:saml-provider/corp` },
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      }),
    }),
  ),
  later(
    "cognito",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-2:pool" },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      }),
    }),
  ),
  later(
    "lambda-role",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] },
      }),
    }),
  ),
  later(
    "own-user-trust",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Principal: { AWS: `arn:aws:iam::${own}:root` },
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      }),
    }),
  ),
  later(
    "describe",
    granted(
      [
        "ec2:DescribeInstances",
        "ec2:DescribeSubnets",
        "elasticloadbalancing:DescribeTargetHealth",
        "autoscaling:DescribeAutoScalingGroups",
      ],
      "*",
    ),
  ),
  later(
    "rekognition",
    granted(
      [
        "rekognition:DetectLabels",
        "textract:AnalyzeDocument",
        "comprehend:DetectSentiment",
        "polly:SynthesizeSpeech",
        "transcribe:StartStreamTranscription",
      ],
      "*",
    ),
  ),
  later(
    "bedrock-cross-region",
    granted("bedrock:InvokeModel", [
      "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-v1:0",
      "arn:aws:bedrock:us-east-2:111122223333:inference-profile/us.anthropic.claude-sonnet-4-v1:0",
    ]),
  ),
  later(
    "logs-group",
    granted(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      "arn:aws:logs:us-east-2:111122223333:log-group:/app/web:*",
    ),
  ),
  later(
    "exec-one-cluster",
    granted("ecs:ExecuteCommand", [
      "arn:aws:ecs:us-east-2:111122223333:cluster/main",
      "arn:aws:ecs:us-east-2:111122223333:task/main/*",
    ]),
  ),
  later(
    "run-tasks-of-a-family",
    granted("ecs:RunTask", "arn:aws:ecs:us-east-2:111122223333:task-definition/worker:*"),
  ),
  later(
    "run-task-cond",
    granted("ecs:RunTask", "arn:aws:ecs:us-east-2:111122223333:task-definition/worker", {
      ArnEquals: { "ecs:cluster": "arn:aws:ecs:us-east-2:111122223333:cluster/main" },
    }),
  ),
  later(
    "secret-by-path",
    granted(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:us-east-2:111122223333:secret:shop/api-??????",
    ),
  ),
  later(
    "tag-bound",
    granted("ec2:StartInstances", "arn:aws:ec2:us-east-2:111122223333:instance/*", {
      StringEquals: { "aws:ResourceTag/team": "shop" },
    }),
  ),
  later(
    "appconfig",
    granted(
      ["appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"],
      "arn:aws:appconfig:us-east-2:111122223333:application/abc/environment/def/configuration/ghi",
    ),
  ),
  later(
    "api-invoke",
    granted("execute-api:Invoke", "arn:aws:execute-api:us-east-2:111122223333:abcdef1234/*/GET/*"),
  ),
  later(
    "cognito-admin",
    granted(
      "cognito-idp:AdminGetUser",
      "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_abc",
    ),
  ),
  later(
    "kinesis",
    granted(
      ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"],
      "arn:aws:kinesis:us-east-2:111122223333:stream/orders",
    ),
  ),
  later(
    "ses-identity",
    granted(
      ["ses:SendEmail", "ses:SendRawEmail"],
      "arn:aws:ses:us-east-2:111122223333:identity/example.com",
    ),
  ),
  later("secret-replicas", set("secret", "replicas", [{ region: "us-west-2" }])),
];
