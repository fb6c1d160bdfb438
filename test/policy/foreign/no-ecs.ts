import { type Graph, graphOf } from "../mutation/graph";

/**
 * A program without any ECS: a function behind an HTTP API with a table, a queue, a static site, and resources
 * of other clouds. What the pack has nothing to say about is most of it.
 */
export const noEcs: Graph = graphOf({
  site: {
    type: "aws:s3/bucket:Bucket",
    properties: {
      id: "site",
      bucket: "site",
      arn: "arn:aws:s3:::site",
      website: { indexDocument: "index.html" },
    },
  },
  "site-policy": {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    properties: {
      bucket: "site",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::site/*",
          },
        ],
      }),
    },
    from: { bucket: ["site"], policy: ["site"] },
  },
  orders: {
    type: "aws:dynamodb/table:Table",
    properties: { id: "orders", arn: "arn:aws:dynamodb:eu-central-1:123123123123:table/orders" },
  },
  queue: {
    type: "aws:sqs/queue:Queue",
    properties: { id: "https://sqs/queue", arn: "arn:aws:sqs:eu-central-1:123123123123:queue" },
  },
  "handler-role": {
    type: "aws:iam/role:Role",
    properties: {
      id: "handler",
      name: "handler",
      arn: "arn:aws:iam::123123123123:role/handler",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      }),
    },
  },
  "handler-basic": {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    properties: {
      role: "handler",
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    },
    from: { role: ["handler-role"] },
  },
  "handler-policy": {
    type: "aws:iam/rolePolicy:RolePolicy",
    properties: {
      role: "handler",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
            Resource: "arn:aws:dynamodb:eu-central-1:123123123123:table/orders",
          },
          { Effect: "Allow", Action: "xray:PutTraceSegments", Resource: "*" },
        ],
      }),
    },
    from: { role: ["handler-role"], policy: ["orders"] },
  },
  handler: {
    type: "aws:lambda/function:Function",
    properties: { id: "handler", runtime: "nodejs24.x", environment: { variables: { MODE: "x" } } },
    from: { role: ["handler-role"] },
  },
  api: { type: "aws:apigatewayv2/api:Api", properties: { id: "api", protocolType: "HTTP" } },
  word: { type: "random:index/randomPassword:RandomPassword", properties: { length: 20 } },
  namespace: { type: "kubernetes:core/v1:Namespace", properties: { metadata: { name: "x" } } },
  group: { type: "azure-native:resources:ResourceGroup", properties: { location: "westeurope" } },
});
