import { describeRules } from "../support/cases";
import { add, set, unknown, without } from "../mutation/graph";

const policy = "task-policy";
const statement = (value: Parameters<typeof set>[2]) =>
  set(policy, "policy.json.Statement.2", value);
const queue = "arn:aws:sqs:us-east-2:111122223333:orders";
const policyUnknown = { "an unknown policy": unknown(policy, "policy") };

const everything = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

describeRules({
  "no-administrator-statements": {
    bad: {
      everything: {
        change: statement({ Effect: "Allow", Action: "*", Resource: "*" }),
        at: policy,
        also: [
          "env-file-objects-read-narrowly",
          "execution-role-reads-referenced-secrets",
          "no-wildcard-pass-role-or-decrypt",
        ],
      },
      "everything but one": {
        change: statement({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        also: [
          "env-file-objects-read-narrowly",
          "execution-role-reads-referenced-secrets",
          "no-wildcard-grants",
          "no-wildcard-pass-role-or-decrypt",
        ],
      },
      "a managed policy": {
        change: add("admin", "aws:iam/policy:Policy", { policy: everything }),
        at: "admin",
        also: ["no-wildcard-pass-role-or-decrypt"],
      },
      "a group's policy": {
        change: add("admin", "aws:iam/groupPolicy:GroupPolicy", { policy: everything }),
        also: ["no-wildcard-pass-role-or-decrypt"],
      },
      "an inline policy": {
        change: add("admin", "aws:iam/role:Role", {
          name: "admin",
          inlinePolicies: [{ name: "all", policy: everything }],
        }),
        also: ["env-file-objects-read-narrowly", "no-wildcard-pass-role-or-decrypt"],
      },
    },
    fine: { "a refusal of everything": statement({ Effect: "Deny", Action: "*", Resource: "*" }) },
    unknown: policyUnknown,
  },
  "no-wildcard-grants": {
    bad: {
      "a whole service": statement({ Effect: "Allow", Action: "sqs:*", Resource: queue }),
      "a whole service in other words": statement({
        Effect: "Allow",
        Action: "sqs:?*",
        Resource: queue,
      }),
      "any resource": statement({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }),
      "any resource by a pattern": statement({
        Effect: "Allow",
        Action: "sqs:Send*",
        Resource: "*",
      }),
    },
    fine: {
      "an action without resources": statement({
        Effect: "Allow",
        Action: "ecr:GetAuthorizationToken",
        Resource: "*",
      }),
      "exec's channels": statement({ Effect: "Allow", Action: "ssmmessages:*", Resource: "*" }),
      "a pattern of actions on a resource": statement({
        Effect: "Allow",
        Action: "sqs:Send*",
        Resource: queue,
      }),
    },
    unknown: policyUnknown,
  },
  "no-wildcard-pass-role-or-decrypt": {
    bad: {
      "any role": {
        change: statement({
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "arn:aws:iam::111122223333:role/*",
        }),
        at: policy,
      },
      "any key": statement({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-2:111122223333:key/*",
      }),
      "any key by a pattern": {
        change: statement({ Effect: "Allow", Action: "kms:D*", Resource: "*" }),
        also: ["no-wildcard-grants"],
      },
    },
    fine: {
      "one role": statement({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/task",
      }),
      "any key through one service": statement({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-2:111122223333:key/*",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" } },
      }),
    },
    unknown: policyUnknown,
  },
  "iam-actions-exist": {
    bad: {
      "a misspelt action": statement({
        Effect: "Allow",
        Action: "sqs:SendMesage",
        Resource: queue,
      }),
      "a service that is not there": statement({
        Effect: "Allow",
        Action: "sqz:Send",
        Resource: queue,
      }),
      "a pattern of nothing": statement({ Effect: "Deny", Action: "sqs:Fly*", Resource: queue }),
    },
    fine: {
      "another case": statement({ Effect: "Allow", Action: "SQS:sendmessage", Resource: queue }),
    },
    unknown: policyUnknown,
  },
  "no-broad-managed-policies": {
    bad: {
      administrator: add("admin", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      "all of S3": add("s3", "aws:iam/userPolicyAttachment:UserPolicyAttachment", {
        policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
      }),
      "on the role": add("broad", "aws:iam/role:Role", {
        name: "broad",
        managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"],
      }),
    },
    fine: {
      "a policy of the account": add("own", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess",
      }),
      reading: add("own", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      }),
      "an unknown policy": add("own", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      }),
    },
    unknown: "AWS's policies are literals; a computed one is the program's own",
  },
  "no-shared-execution-policy": {
    bad: {
      "AWS's policy": add("shared", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "execution",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      }),
    },
    fine: {
      "another one": add("shared", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "execution",
        policyArn: "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess",
      }),
    },
    unknown: "AWS's policies are literals",
  },
  "task-role-trust-confined": {
    bad: {
      "any account": {
        change: set("task", "assumeRolePolicy.json.Statement.0.Condition", {}),
        at: "task",
      },
      "another service as well": set("task", "assumeRolePolicy.json.Statement.0.Principal", {
        Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"],
      }),
      "any action": set("task", "assumeRolePolicy.json.Statement.0.Action", "sts:*"),
      "another principal": set("execution", "assumeRolePolicy.json.Statement.0.Principal", {
        AWS: "arn:aws:iam::111122223333:root",
      }),
      "everybody but one": set("execution", "assumeRolePolicy.json.Statement.0", {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
      }),
      "everybody, for a role of something else": {
        change: add("open", "aws:iam/role:Role", {
          name: "open",
          assumeRolePolicy: JSON.stringify({
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }],
          }),
        }),
        at: "open",
      },
      "a role that no task uses yet": {
        change: add("spare", "aws:iam/role:Role", {
          name: "spare",
          assumeRolePolicy: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "ecs-tasks.amazonaws.com" },
              },
            ],
          }),
        }),
        at: "spare",
      },
    },
    fine: {
      "the source ARN": set("task", "assumeRolePolicy.json.Statement.0.Condition", {
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:111122223333:*" },
      }),
      "a role of something else": add("lambda", "aws:iam/role:Role", {
        name: "lambda",
        assumeRolePolicy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { Service: "lambda.amazonaws.com" },
            },
          ],
        }),
      }),
      "no tasks": without("definition", "service"),
    },
    unknown: { "an unknown trust": unknown("task", "assumeRolePolicy") },
  },
});
