import type { WireProperties } from "../../../drydock/offline/pack";
import { machine } from "../mutation/good-additions";
import { describeRules } from "../support/cases";
import { add, set, unknown, without } from "../mutation/graph";

const policy = "task-policy";
const statement = (value: Parameters<typeof set>[2]) =>
  set(policy, "policy.json.Statement.2", value);
const queue = "arn:aws:sqs:us-east-2:111122223333:orders";
const policyUnknown = { "an unknown policy": unknown(policy, "policy") };

/** A schedule that calls AWS's API by itself: `iam:createUser`. */
const schedule = (call: string) =>
  add("call", "aws:scheduler/schedule:Schedule", {
    target: { arn: `arn:aws:scheduler:::aws-sdk:${call}` },
  });

/** A role beside the tasks'. */
const trusting = (Principal: WireProperties, Condition: WireProperties = {}) =>
  add("other", "aws:iam/role:Role", {
    name: "other",
    assumeRolePolicy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Action: "Federated" in Principal ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole",
          Principal,
          Condition,
        },
      ],
    }),
  });

const everything = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

const issuer = "token.actions.githubusercontent.com";
const subject = `${issuer}:sub`;

/** A trust of GitHub's identity provider, for some subjects. */
const github = (subjects: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
        Condition: {
          StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
          StringLike: subjects,
        },
      },
    ],
  });

/** A resource policy for somebody. */
const openTo = (Principal: Parameters<typeof set>[2], Condition?: object): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "*", Condition }] });

describeRules({
  "no-administrator-statements": {
    bad: {
      everything: {
        change: statement({ Effect: "Allow", Action: "*", Resource: "*" }),
        at: policy,
        also: ["env-file-objects-read-narrowly", "execution-role-reads-referenced-secrets"],
      },
      "everything but one": {
        change: statement({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        also: [
          "env-file-objects-read-narrowly",
          "execution-role-reads-referenced-secrets",
          "no-wildcard-grants",
        ],
      },
      "a managed policy": {
        change: add("admin", "aws:iam/policy:Policy", { policy: everything }),
        at: "admin",
      },
      "a group's policy": {
        change: add("admin", "aws:iam/groupPolicy:GroupPolicy", { policy: everything }),
      },
      "an inline policy": {
        change: add("admin", "aws:iam/role:Role", {
          name: "admin",
          inlinePolicies: [{ name: "all", policy: everything }],
        }),
        also: ["env-file-objects-read-narrowly"],
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
      "any name": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-2:111122223333:*",
      }),
      "names of two letters": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-2:111122223333:or*",
      }),
      "any account": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-2:*:orders",
      }),
      "any region": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:*:111122223333:orders",
      }),
      "all resources but one": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        NotResource: queue,
      }),
      "a condition that always holds": statement({
        Effect: "Allow",
        Action: "ses:SendEmail",
        Resource: "*",
        Condition: { StringLikeIfExists: { "ses:FromAddress": "shop@example.com" } },
      }),
    },
    fine: {
      "metrics, which have no resource of their own": statement({
        Effect: "Allow",
        Action: ["cloudwatch:PutMetricData", "translate:TranslateText"],
        Resource: "*",
      }),
      "a condition that names the resource": statement({
        Effect: "Allow",
        Action: "ses:SendEmail",
        Resource: "*",
        Condition: { StringEquals: { "ses:FromAddress": "shop@example.com" } },
      }),
      "names that start alike": statement({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-2:111122223333:orders-*",
      }),
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
        also: ["no-wildcard-grants", "records-and-backups-kept"],
      },
    },
    fine: {
      "one role": statement({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/task",
      }),
      "any key with one alias": statement({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-2:111122223333:key/*",
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/web" } },
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
  "no-privilege-escalation": {
    bad: {
      "a schedule that creates keys of users": schedule("iam:createAccessKey"),
      "a state machine that attaches policies": machine({
        Type: "Task",
        End: true,
        Resource: "arn:aws:states:::aws-sdk:iam:attachRolePolicy",
      }),
      "what lets no resource be named": statement({
        Effect: "Allow",
        Action: "bedrock-agentcore:CreateCodeInterpreter",
        Resource: "*",
      }),
      "who may read a stream": statement({
        Effect: "Allow",
        Action: "kinesis:PutResourcePolicy",
        Resource: "arn:aws:kinesis:us-east-2:111122223333:stream/orders",
      }),
      "whom certificates make somebody": statement({
        Effect: "Allow",
        Action: "rolesanywhere:CreateTrustAnchor",
        Resource: "*",
      }),
      "settings of a topic, a policy among them": statement({
        Effect: "Allow",
        Action: "sns:SetTopicAttributes",
        Resource: "arn:aws:sns:us-east-2:111122223333:orders",
      }),
      "a policy of its own role": {
        change: statement({
          Effect: "Allow",
          Action: "iam:PutRolePolicy",
          Resource: "arn:aws:iam::111122223333:role/task",
        }),
        at: policy,
      },
      "a pattern of actions": statement({
        Effect: "Allow",
        Action: "IAM:attach*",
        Resource: "arn:aws:iam::111122223333:role/task",
      }),
      "a policy of one queue": statement({
        Effect: "Allow",
        Action: "sqs:AddPermission",
        Resource: queue,
      }),
      "a new way to sign in": statement({
        Effect: "Allow",
        Action: "iam:UploadSSHPublicKey",
        Resource: "arn:aws:iam::111122223333:user/git",
      }),
      "a shell anywhere": statement({
        Effect: "Allow",
        Action: "ecs:ExecuteCommand",
        Resource: "arn:aws:ecs:us-east-2:111122223333:task/*",
      }),
    },
    fine: {
      "within a boundary": statement({
        Effect: "Allow",
        Action: "iam:PutRolePolicy",
        Resource: "arn:aws:iam::111122223333:role/task",
        Condition: {
          StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/edge" },
        },
      }),
      "a shell in one cluster": statement({
        Effect: "Allow",
        Action: "ecs:ExecuteCommand",
        Resource: "arn:aws:ecs:us-east-2:111122223333:task/main/*",
      }),
      "the lists of its own objects": statement({
        Effect: "Allow",
        Action: "s3:PutObjectAcl",
        Resource: "arn:aws:s3:::files/uploads/*",
      }),
      "handing on one role": statement({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/task",
      }),
      "reading a role": statement({
        Effect: "Allow",
        Action: "iam:GetRole",
        Resource: "arn:aws:iam::111122223333:role/task",
      }),
    },
    unknown: policyUnknown,
  },
  "records-and-backups-kept": {
    bad: {
      "a filter of findings": statement({
        Effect: "Allow",
        Action: "guardduty:CreateFilter",
        Resource: "arn:aws:guardduty:us-east-2:111122223333:detector/1",
      }),
      "a schedule that stops a trail": schedule("cloudtrail:stopLogging"),
      "one trail": statement({
        Effect: "Allow",
        Action: "cloudtrail:StopLogging",
        Resource: "arn:aws:cloudtrail:us-east-2:111122223333:trail/audit",
      }),
      "one key": statement({
        Effect: "Allow",
        Action: "kms:ScheduleKeyDeletion",
        Resource: "arn:aws:kms:us-east-2:111122223333:key/key",
      }),
      "backups by a pattern": {
        change: statement({
          Effect: "Allow",
          Action: "backup:Delete*",
          Resource: "arn:aws:backup:us-east-2:111122223333:backup-vault:shop",
        }),
        also: ["no-privilege-escalation"],
      },
    },
    fine: {
      "a schedule that sends a message": schedule("sqs:sendMessage"),
      "an answer to a rule of AWS Config": statement({
        Effect: "Allow",
        Action: "config:PutEvaluations",
        Resource: "*",
      }),
      "starting a trail": statement({
        Effect: "Allow",
        Action: "cloudtrail:StartLogging",
        Resource: "arn:aws:cloudtrail:us-east-2:111122223333:trail/audit",
      }),
      "a backup of one table": statement({
        Effect: "Allow",
        Action: "backup:StartBackupJob",
        Resource: "arn:aws:backup:us-east-2:111122223333:backup-vault:shop",
      }),
    },
    unknown: policyUnknown,
  },
  "no-credential-exposure": {
    bad: {
      "any secret": {
        change: statement({
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: "arn:aws:secretsmanager:us-east-2:111122223333:secret:*",
        }),
        at: policy,
        also: ["execution-role-reads-referenced-secrets"],
      },
      "a role of any account": statement({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: "arn:aws:iam::*:role/deploy",
      }),
      "any database user": statement({
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:us-east-2:111122223333:dbuser:*/*",
      }),
    },
    fine: {
      "one role": statement({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: "arn:aws:iam::111122223333:role/reader",
      }),
      "secrets with a tag": statement({
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:us-east-2:111122223333:secret:*",
        Condition: { StringEquals: { "aws:ResourceTag/app": "shop" } },
      }),
    },
    unknown: policyUnknown,
  },
  "no-data-exfiltration": {
    bad: {
      "an inventory for somebody else": statement({
        Effect: "Allow",
        Action: "s3:PutInventoryConfiguration",
        Resource: "arn:aws:s3:::files",
      }),
      "a schedule that shares a snapshot": schedule("rds:modifyDBSnapshotAttribute"),
      "a copy for somebody else": statement({
        Effect: "Allow",
        Action: "s3:PutReplicationConfiguration",
        Resource: "arn:aws:s3:::files",
      }),
      "every object": {
        change: statement({
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::*/*",
        }),
        at: policy,
        also: ["env-file-objects-read-narrowly"],
      },
      "one key in every bucket": statement({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::*/config.json",
      }),
      "every table": statement({
        Effect: "Allow",
        Action: "dynamodb:Scan",
        Resource: "arn:aws:dynamodb:us-east-2:111122223333:table/*",
      }),
    },
    fine: {
      "one bucket": statement({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::uploads/*",
      }),
      "one table's indexes": statement({
        Effect: "Allow",
        Action: "dynamodb:Query",
        Resource: "arn:aws:dynamodb:us-east-2:111122223333:table/orders/index/*",
      }),
    },
    unknown: policyUnknown,
  },
  "resource-policies-confined": {
    bad: {
      "a secret for everybody": {
        change: set("secret", "policy", openTo({ AWS: "*" })),
        at: "secret",
      },
      "a secret for another account": set("secret", "policy", openTo({ AWS: "444455556666" })),
      "a policy apart": add("open", "aws:sqs/queuePolicy:QueuePolicy", { policy: openTo("*") }),
      "a service of anybody": set("topic", "policy", openTo({ Service: "s3.amazonaws.com" })),
      "a function for everybody": add("invoke", "aws:lambda/permission:Permission", {
        action: "lambda:InvokeFunction",
        principal: "*",
      }),
      "a function for another account's bucket": add("invoke", "aws:lambda/permission:Permission", {
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::files",
        sourceAccount: "444455556666",
      }),
    },
    fine: {
      "a service for this account": set(
        "topic",
        "policy",
        openTo(
          { Service: "s3.amazonaws.com" },
          { StringEquals: { "aws:SourceAccount": "111122223333" } },
        ),
      ),
      "this account": set("secret", "policy", openTo({ AWS: "111122223333" })),
      "a function for a bucket": add("invoke", "aws:lambda/permission:Permission", {
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::files",
        sourceAccount: "111122223333",
      }),
    },
    unknown: {
      "an unknown policy": set("secret", "policy", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
      "an unknown source": add("invoke", "aws:lambda/permission:Permission", {
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      }),
    },
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
      "an action without resources on an ARN": statement({
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "arn:aws:logs:us-east-2:111122223333:log-group:*",
      }),
      "it among others": statement({
        Effect: "Allow",
        Action: ["sqs:SendMessage", "sqs:ListQueues"],
        Resource: queue,
      }),
    },
    fine: {
      "answers of a task, on its state machine": statement({
        Effect: "Allow",
        Action: "states:SendTaskSuccess",
        Resource: "arn:aws:states:us-east-2:111122223333:stateMachine:nightly",
      }),
      "an action without resources on everything": statement({
        Effect: "Allow",
        Action: "sqs:ListQueues",
        Resource: "*",
      }),
      "a pattern of which some have resources": statement({
        Effect: "Allow",
        Action: "logs:Describe*",
        Resource: "arn:aws:logs:us-east-2:111122223333:log-group:*",
      }),
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
      "every object": add("s3", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      }),
      "a job function": add("dba", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "other",
        policyArn: "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator",
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
        policyArn: "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
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
      "builds of anybody": {
        change: trusting({ Service: "codebuild.amazonaws.com" }),
        at: "other",
      },
      "guests of the own user pool": {
        change: trusting(
          { Federated: "cognito-identity.amazonaws.com" },
          {
            StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-2:pool" },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
          },
        ),
        at: "other",
      },
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
      "another account's role": set("execution", "assumeRolePolicy.json.Statement.0.Principal", {
        AWS: "arn:aws:iam::444455556666:role/deploy",
      }),
      "a source that need not be there": set(
        "task",
        "assumeRolePolicy.json.Statement.0.Condition",
        {
          StringEqualsIfExists: { "aws:SourceAccount": "111122223333" },
        },
      ),
      "a source of any account": set("task", "assumeRolePolicy.json.Statement.0.Condition", {
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:*:*" },
      }),
      "another account's source": set("task", "assumeRolePolicy.json.Statement.0.Condition", {
        StringEquals: { "aws:SourceAccount": "444455556666" },
      }),
      "what holds for every request": set("task", "assumeRolePolicy.json.Statement.0.Condition", {
        StringEquals: { "aws:ResourceAccount": "111122223333" },
      }),
      "an identity provider without subject": {
        change: add("deployer", "aws:iam/role:Role", { assumeRolePolicy: github({}) }),
        at: "deployer",
      },
      "every repository of an identity provider": add("deployer", "aws:iam/role:Role", {
        assumeRolePolicy: github({ [subject]: "repo:*" }),
      }),
      "organizations that start alike": add("deployer", "aws:iam/role:Role", {
        assumeRolePolicy: github({ [subject]: "repo:shop*" }),
      }),
      "any certificate of any authority": {
        change: add("laptops", "aws:iam/role:Role", {
          assumeRolePolicy: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
                Principal: { Service: "rolesanywhere.amazonaws.com" },
              },
            ],
          }),
        }),
        at: "laptops",
      },
      "flow logs of any account": {
        change: add("flow", "aws:iam/role:Role", {
          assumeRolePolicy: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
              },
            ],
          }),
        }),
        at: "flow",
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
      "builds of this account": trusting(
        { Service: "codebuild.amazonaws.com" },
        { StringEquals: { "aws:SourceAccount": "111122223333" } },
      ),
      "members of the own user pool": trusting(
        { Federated: "cognito-identity.amazonaws.com" },
        {
          StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-2:pool" },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      ),
      "the source ARN": set("task", "assumeRolePolicy.json.Statement.0.Condition", {
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:111122223333:*" },
      }),
      "one repository of an identity provider": add("deployer", "aws:iam/role:Role", {
        assumeRolePolicy: github({ [subject]: "repo:shop/web:*" }),
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
