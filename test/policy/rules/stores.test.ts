import { describeRules } from "../support/cases";
import {
  add,
  all,
  computedFrom,
  lost,
  set,
  unknown,
  unprotected,
  unset,
  without,
} from "../mutation/graph";

const fs = "file-system";

describeRules({
  "efs-encrypted": {
    bad: { "encryption off": set(fs, "encrypted", false), "the default": unset(fs, "encrypted") },
    fine: { "true as a word": set(fs, "encrypted", "true") },
    unknown: { "an unknown switch": unknown(fs, "encrypted") },
  },
  "efs-customer-key": {
    bad: { "AWS's key": unset(fs, "kmsKeyId") },
    fine: { "an unknown key": unknown(fs, "kmsKeyId") },
    unknown: "a key that is computed is one",
  },
  "efs-access-point-confined": {
    bad: {
      "the root": set("access-point", "rootDirectory.path", "/"),
      "no folder": unset("access-point", "rootDirectory"),
      "root's uid": set("access-point", "posixUser.uid", 0),
      "root's gid": set("access-point", "posixUser.gid", 0),
      "root's gid among others": set("access-point", "posixUser.secondaryGids", [1001, 0]),
      "a folder of root's": set("access-point", "rootDirectory.creationInfo.ownerGid", 0),
      "a folder for everybody": set(
        "access-point",
        "rootDirectory.creationInfo.permissions",
        "0777",
      ),
      "the root in other words": {
        change: set("access-point", "rootDirectory.path", "//"),
        at: "access-point",
      },
      "any user": unset("access-point", "posixUser"),
      "a folder that nobody makes": unset("access-point", "rootDirectory.creationInfo"),
    },
    fine: {
      "a user as text": set("access-point", "posixUser.uid", "1000"),
      "a folder to read for everybody": set(
        "access-point",
        "rootDirectory.creationInfo.permissions",
        "0755",
      ),
    },
    unknown: { "an unknown folder": unknown("access-point", "rootDirectory.path") },
  },
  "efs-backed-up": {
    bad: {
      "no backup": { change: without("backup"), at: fs },
      "backup off": { change: set("backup", "backupPolicy.status", "DISABLED"), at: "backup" },
    },
    fine: {
      "a selection by ARN": all(
        without("backup"),
        add("selection", "aws:backup/selection:Selection", {
          resources: ["arn:aws:elasticfilesystem:us-east-2:111122223333:file-system/fs-1"],
        }),
      ),
      "a selection of everything": all(
        without("backup"),
        add("selection", "aws:backup/selection:Selection", { resources: ["*"] }),
      ),
      "a backup found by dependency": unknown("backup", "fileSystemId"),
    },
    unknown: { "an unknown status": unknown("backup", "backupPolicy.status") },
  },
  "efs-mount-targets-cover-service": {
    bad: {
      "a zone without": { change: without("mount-b"), at: fs },
      "the default group": { change: unset("mount-a", "securityGroups"), at: "mount-a" },
      "no group": { change: set("mount-a", "securityGroups", []), at: "mount-a" },
      "tasks that may not connect": { change: without("egress-nfs"), at: "service" },
      "a closed door": { change: without("mount-rule") },
      "a range": {
        change: all(
          unset("mount-rule", "referencedSecurityGroupId"),
          set("mount-rule", "cidrIpv4", "10.0.0.0/16"),
        ),
        at: "mount-rule",
      },
      "another group": {
        change: set("mount-rule", "referencedSecurityGroupId", "sg-balancer"),
        at: "mount-rule",
      },
      "more ports": { change: set("mount-rule", "toPort", 2050), at: "mount-rule" },
    },
    fine: {
      "one mount target for two subnets of a zone": all(
        set("private-b", "availabilityZone", "us-east-2a"),
        without("mount-b"),
      ),
      "a file system that nobody mounts": all(
        unset("definition", "volumes"),
        without("mount-b", "mount-rule"),
      ),
      "a preview": all(
        unknown("mount-a", "subnetId"),
        unknown("mount-b", "subnetId"),
        unknown("service", "networkConfiguration.subnets"),
        unknown("definition", "volumes.0.efsVolumeConfiguration.fileSystemId"),
      ),
    },
    unknown: {
      "a subnet from nowhere": lost("mount-a", "subnetId"),
      "a group from nowhere": lost("mount-rule", "referencedSecurityGroupId"),
    },
  },
  "efs-volume-access-point-matches": {
    bad: {
      "a grant on every access point where that is not enough": {
        change: (graph) => graph,
        options: { requireConfinedGrant: true },
      },
      "an access point of a file system elsewhere": set("access-point", "fileSystemId", "fs-0"),
      "a file system elsewhere": set(
        "definition",
        "volumes.0.efsVolumeConfiguration.fileSystemId",
        "fs-0",
      ),
      "another file system's": {
        change: all(
          add("other-fs", "aws:efs/fileSystem:FileSystem", { id: "fs-2" }),
          set("access-point", "fileSystemId", "fs-2"),
        ),
        at: "definition",
        also: [
          "efs-backed-up",
          "efs-customer-key",
          "efs-encrypted",
          "efs-policy-denies-insecure",
          "stateful-resources-protected",
        ],
      },
    },
    fine: {
      "the same, in a preview": all(
        unknown("definition", "volumes.0.efsVolumeConfiguration.fileSystemId"),
        unknown("definition", "volumes.0.efsVolumeConfiguration.authorizationConfig.accessPointId"),
        unknown("access-point", "fileSystemId"),
      ),
      "a grant on the task's access point": {
        change: set("task-policy", "policy.json.Statement.1.Condition", {
          StringEquals: {
            "elasticfilesystem:AccessPointArn":
              "arn:aws:elasticfilesystem:us-east-2:111122223333:access-point/fsap-1",
          },
        }),
        options: { requireConfinedGrant: true },
      },
      "both of another stack": all(
        set("definition", "volumes.0.efsVolumeConfiguration.fileSystemId", "fs-0"),
        set(
          "definition",
          "volumes.0.efsVolumeConfiguration.authorizationConfig.accessPointId",
          "fsap-0",
        ),
      ),
    },
    unknown: { "an access point from nowhere": lost("access-point", "fileSystemId") },
  },
  "efs-policy-denies-insecure": {
    bad: {
      "no policy": { change: without("file-system-policy"), at: fs },
      "plain connections": unset("file-system-policy", "policy.json.Statement.1"),
      "a refusal with another condition": set(
        "file-system-policy",
        "policy.json.Statement.1.Condition.StringEquals",
        { "aws:PrincipalTag/legacy": "yes" },
      ),
      "another account": set("file-system-policy", "policy.json.Statement.0.Principal", {
        AWS: "arn:aws:iam::444455556666:root",
      }),
      everybody: unset("file-system-policy", "policy.json.Statement.0.Condition"),
      "root where its refusal is asked for": {
        change: (graph) => graph,
        options: { requiredRefusals: ["root"] },
      },
      "mounts past an access point where their refusal is asked for": {
        change: (graph) => graph,
        options: { requiredRefusals: ["outside-access-points"] },
      },
      root: set("file-system-policy", "policy.json.Statement.0.Action", [
        "elasticfilesystem:Client*",
      ]),
    },
    fine: {
      "every refusal that is asked for": {
        change: all(
          set("file-system-policy", "policy.json.Statement.2", {
            Effect: "Deny",
            Principal: "*",
            Action: "elasticfilesystem:ClientRootAccess",
            Resource: "*",
          }),
          set("file-system-policy", "policy.json.Statement.3", {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "elasticfilesystem:Client*",
            Resource: "*",
            Condition: { Null: { "elasticfilesystem:AccessPointArn": "true" } },
          }),
          set("file-system-policy", "policy.json.Statement.4", {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "elasticfilesystem:Client*",
            Resource: "*",
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } },
          }),
        ),
        options: { requiredRefusals: ["root", "outside-access-points", "outside-mount-targets"] },
      },
      "a named principal": all(
        unset("file-system-policy", "policy.json.Statement.0.Condition"),
        set("file-system-policy", "policy.json.Statement.0.Principal", {
          AWS: "arn:aws:iam::111122223333:role/task",
        }),
      ),
    },
    unknown: { "an unknown policy": unknown("file-system-policy", "policy") },
  },
  "stateful-resources-protected": {
    bad: {
      "a file system": { change: unprotected(fs), at: fs },
      "a bucket": { change: unprotected("files"), at: "files" },
      "a key": { change: unprotected("key"), at: "key" },
      "a secret": { change: unprotected("secret"), at: "secret" },
      "a repository": { change: unprotected("repository"), at: "repository" },
      "a bucket that is emptied": { change: set("files", "forceDestroy", true), at: "files" },
      "a repository that is emptied": set("repository", "forceDelete", true),
    },
    fine: {
      "what holds nothing": unprotected("vpc"),
      "what is to be kept in AWS": all(unprotected(fs), set(fs, "tags.drydock:retire", "keep")),
      "a bucket that is to be deleted": all(
        unprotected("files"),
        set("files", "forceDestroy", true),
        set("files", "tags.drydock:retire", "delete"),
      ),
    },
    unknown: "protection is an option of the program, never computed",
  },
  "bucket-public-access-blocked": {
    bad: {
      "no block": { change: without("files-block"), at: "files" },
      "one setting off": {
        change: set("files-block", "blockPublicPolicy", false),
        at: "files-block",
      },
      "one setting left out": unset("files-block", "restrictPublicBuckets"),
      "a second block": {
        change: add("block-2", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
          bucket: "files",
        }),
        at: "block-2",
      },
      "the older type of bucket": {
        change: add("v2", "aws:s3/bucketV2:BucketV2", { id: "v2", bucket: "v2" }),
        at: "v2",
        also: [
          "bucket-access-logged",
          "bucket-encrypted",
          "bucket-lifecycle",
          "bucket-requires-tls",
          "bucket-versioned",
          "stateful-resources-protected",
        ],
      },
    },
    fine: {
      "a block of the account": all(
        without("files-block", "log-bucket-block"),
        add("account", "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        }),
      ),
      "a block found by dependency": unknown("files-block", "bucket"),
    },
    unknown: { "an unknown setting": unknown("files-block", "blockPublicAcls") },
  },
  "bucket-requires-tls": {
    bad: {
      "no policy": { change: without("files-policy"), at: "files" },
      "a refusal for one account": set("files-policy", "policy.json.Statement.0.Condition", {
        Bool: { "aws:SecureTransport": "false" },
        StringEquals: { "aws:PrincipalAccount": "444455556666" },
      }),
      "a refusal for all but one": set("files-policy", "policy.json.Statement.0", {
        Effect: "Deny",
        NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/app" },
        Action: "s3:*",
        Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
      "a refusal of reading alone": set(
        "files-policy",
        "policy.json.Statement.0.Action",
        "s3:GetObject",
      ),
      "a refusal for the objects alone": set(
        "files-policy",
        "policy.json.Statement.0.Resource",
        "arn:aws:s3:::files/*",
      ),
      "a refusal for the bucket alone": set(
        "files-policy",
        "policy.json.Statement.0.Resource",
        "arn:aws:s3:::files",
      ),
      "a refusal of TLS": set("files-policy", "policy.json.Statement.0.Condition.Bool", {
        "aws:SecureTransport": "true",
      }),
      "a refusal for one principal": set("files-policy", "policy.json.Statement.0.Principal", {
        AWS: "arn:aws:iam::111122223333:root",
      }),
    },
    fine: {
      "a policy on the bucket itself": (graph) => {
        const policy = graph.get("files-policy")?.properties.policy ?? null;
        return all(set("files", "policy", policy), without("files-policy"))(graph);
      },
      "a policy as an object": set("files-policy", "policy", {
        Statement: [
          {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: ["s3:*"],
            Resource: "arn:aws:s3:::files*",
            Condition: { Bool: { "aws:SecureTransport": false } },
          },
        ],
      }),
    },
    unknown: { "an unknown policy": unknown("files-policy", "policy") },
  },
  "bucket-encrypted": {
    bad: {
      "nothing said": { change: without("files-encryption"), at: "files" },
      "S3's key where KMS is asked for": {
        change: set(
          "files-encryption",
          "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm",
          "AES256",
        ),
        options: { requireKms: true },
        at: "files",
      },
    },
    fine: {
      "S3's key": set(
        "files-encryption",
        "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm",
        "AES256",
      ),
      "S3's key for a load balancer's logs": {
        change: (graph) => graph,
        options: { requireKms: true },
      },
      "inline, on the older type": all(
        without("files-encryption"),
        set("files", "serverSideEncryptionConfigurations", [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
        ]),
      ),
      inline: all(
        without("files-encryption"),
        set("files", "serverSideEncryptionConfiguration", {
          rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
        }),
      ),
    },
    unknown: { "unknown rules": unknown("files-encryption", "rules") },
  },
  "bucket-versioned": {
    bad: {
      "no versions": { change: without("files-versioning"), at: "files" },
      "versions suspended": {
        change: set("files-versioning", "versioningConfiguration.status", "Suspended"),
        at: "files-versioning",
      },
    },
    fine: {
      inline: all(without("files-versioning"), set("files", "versioning", { enabled: true })),
      "inline, on the older type": all(
        without("files-versioning"),
        set("files", "versionings", [{ enabled: true }]),
      ),
    },
    unknown: { "an unknown status": unknown("files-versioning", "versioningConfiguration.status") },
  },
  "bucket-lifecycle": {
    bad: {
      "no rule": { change: without("files-lifecycle"), at: "files" },
      "a rule that is off": set("files-lifecycle", "rules.0.status", "Disabled"),
      "no end for uploads": unset("files-lifecycle", "rules.0.abortIncompleteMultipartUpload"),
    },
    fine: {
      inline: all(
        without("files-lifecycle"),
        set("files", "lifecycleRules", [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }]),
      ),
    },
    unknown: { "unknown rules": unknown("files-lifecycle", "rules") },
  },
  "bucket-access-logged": {
    bad: { "no log": { change: without("files-logging"), at: "files" } },
    fine: {
      inline: all(
        without("files-logging"),
        set("files", "logging", { targetBucket: "log-bucket" }),
      ),
      "a log found by dependency": unknown("files-logging", "bucket"),
    },
    unknown: "a log that is there is there",
  },
  "bucket-owner-enforced": {
    bad: {
      "the writer's objects": {
        change: set("files-ownership", "rule.objectOwnership", "ObjectWriter"),
        at: "files-ownership",
      },
      "no rule": unset("files-ownership", "rule"),
      "a list on the bucket": { change: set("files", "acl", "public-read"), at: "files" },
      "grants on the bucket": set("files", "grants", [{ type: "Group" }, { type: "Group" }]),
      "a list of its own": {
        change: add("list", "aws:s3/bucketAcl:BucketAcl", { bucket: "files", acl: "private" }),
        at: "list",
      },
      "a list of the older type": add("list", "aws:s3/bucketAclV2:BucketAclV2", {
        bucket: "files",
      }),
    },
    fine: {
      "what a new bucket has": without("files-ownership"),
      "the private list": set("files", "acl", "private"),
    },
    unknown: { "an unknown owner": unknown("files-ownership", "rule.objectOwnership") },
  },
  "bucket-policy-not-public": {
    bad: {
      everybody: {
        change: set("files-policy", "policy.json.Statement.1", {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::files/*",
        }),
        at: "files-policy",
      },
      "everybody but one": set("files-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
      }),
      "another account": set("files-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:root" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
      }),
    },
    fine: {
      "everybody of the organization": set("files-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      }),
      "its own account": set("files-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Principal: { AWS: ["111122223333"] },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
      }),
      "a load balancer's account": set("log-bucket-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::033677994240:root" },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::log-bucket/*",
      }),
    },
    unknown: { "an unknown policy": unknown("files-policy", "policy") },
  },
  "env-file-objects-read-narrowly": {
    bad: {
      "no grant": {
        change: unset("execution-policy", "policy.json.Statement.3"),
        at: "definition",
      },
      "the whole bucket": set(
        "execution-policy",
        "policy.json.Statement.3.Resource",
        "arn:aws:s3:::files/*",
      ),
      "another file as well": set("execution-policy", "policy.json.Statement.3.Resource", [
        "arn:aws:s3:::files/web.env",
        "arn:aws:s3:::files/api.env",
      ]),
      "files of other names": set(
        "execution-policy",
        "policy.json.Statement.3.Resource",
        "arn:aws:s3:::files/w*.env",
      ),
      "the task role": {
        change: set("task-policy", "policy.json.Statement.2", {
          Effect: "Allow",
          Action: "s3:Get*",
          Resource: "arn:aws:s3:::files/*",
        }),
        at: "task-policy",
      },
    },
    fine: {
      "other contents of the same file": set(
        "execution-policy",
        "policy.json.Statement.3.Resource",
        "arn:aws:s3:::files/???.env",
      ),
      "a bucket of nobody's files": set("task-policy", "policy.json.Statement.2", {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::uploads/*",
      }),
      "no files": all(
        unset("definition", "containerDefinitions.json.0.environmentFiles"),
        unset("execution-policy", "policy.json.Statement.3"),
      ),
    },
    unknown: {
      "unknown containers": unknown("definition", "containerDefinitions"),
      "an unknown policy": unknown("execution-policy", "policy"),
    },
  },
  "env-file-content-clean": {
    bad: {
      "a password": {
        change: set("env-file", "content", "MODE=x\nDB_PASSWORD=hunter2"),
        at: "env-file",
      },
      "a password in Base64": all(
        unset("env-file", "content"),
        set("env-file", "contentBase64", Buffer.from("API_TOKEN=abc\n").toString("base64")),
      ),
      "a file that nobody uploads": {
        change: without("env-file"),
        at: "definition",
      },
      "another key": {
        change: set("env-file", "key", "other.env"),
        at: "definition",
      },
      "a password in the older type": {
        change: add("old", "aws:s3/bucketObject:BucketObject", {
          bucket: "files",
          key: "old.env",
          content: "SECRET_KEY=abc",
        }),
        at: "old",
      },
    },
    fine: {
      "a comment": set("env-file", "content", "# PASSWORD=hunter2\n"),
      "an object that is no environment file": all(
        add("page", "aws:s3/bucketObjectv2:BucketObjectv2", {
          bucket: "files",
          key: "page.html",
          content: "PASSWORD=hunter2",
        }),
      ),
      "text as an asset": all(
        unset("env-file", "content"),
        set("env-file", "source", { text: "MODE=x" }),
      ),
      "a bucket of another stack": all(
        set(
          "definition",
          "containerDefinitions.json.0.environmentFiles.0.value",
          "arn:aws:s3:::elsewhere/web.env",
        ),
      ),
      "a preview": unknown("definition", "containerDefinitions"),
    },
    unknown: {
      "content that is computed": unknown("env-file", "content"),
      "a file that is not here": all(
        unset("env-file", "content"),
        set("env-file", "source", { path: "no/such/file.env" }),
      ),
    },
  },
  "execution-role-reads-referenced-secrets": {
    bad: {
      "no grant": {
        change: unset("execution-policy", "policy.json.Statement.2"),
        at: "definition",
      },
      "every secret": {
        change: set("execution-policy", "policy.json.Statement.2.Resource", "*"),
        also: ["no-credential-exposure"],
      },
      "another secret as well": set("execution-policy", "policy.json.Statement.2.Resource", [
        "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf",
        "arn:aws:secretsmanager:us-east-2:111122223333:secret:api-AbCdEf",
      ]),
      "a prefix": set(
        "execution-policy",
        "policy.json.Statement.2.Resource",
        "arn:aws:secretsmanager:us-east-2:111122223333:secret:web*",
      ),
      "all but one": {
        change: set("execution-policy", "policy.json.Statement.2", {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          NotResource: "arn:aws:secretsmanager:us-east-2:111122223333:secret:api-AbCdEf",
        }),
        also: ["no-credential-exposure"],
      },
      "the task role": {
        change: set("task-policy", "policy.json.Statement.2", {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf",
        }),
        at: "definition",
      },
      "in a preview, a grant that is computed from nothing": {
        change: all(
          unknown("definition", "containerDefinitions"),
          computedFrom("execution-policy", "policy", ["repository"]),
        ),
      },
      "in a preview, a grant on another secret": {
        change: all(
          add("other", "aws:secretsmanager/secret:Secret", { id: "other", kmsKeyId: "k" }),
          unknown("definition", "containerDefinitions"),
          computedFrom("execution-policy", "policy", ["secret", "other"]),
        ),
        also: ["secret-rotated", "stateful-resources-protected"],
      },
    },
    fine: {
      "the wildcard for AWS's suffix": set(
        "execution-policy",
        "policy.json.Statement.2.Resource",
        "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-??????",
      ),
      "a policy attached to the role": all(
        (graph) => {
          const document = graph.get("execution-policy")?.properties.policy ?? null;
          return add("managed", "aws:iam/policy:Policy", {
            id: "arn:aws:iam::111122223333:policy/managed",
            arn: "arn:aws:iam::111122223333:policy/managed",
            policy: document,
          })(graph);
        },
        add("attached", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
          role: "execution",
          policyArn: "arn:aws:iam::111122223333:policy/managed",
        }),
        without("execution-policy"),
      ),
      "no secrets and no grant": all(
        unset("definition", "containerDefinitions.json.0.secrets"),
        unset("execution-policy", "policy.json.Statement.2"),
      ),
    },
    unknown: {
      "unknown containers": all(
        unknown("definition", "containerDefinitions"),
        unknown("execution-policy", "policy"),
      ),
      "an unknown policy": unknown("execution-policy", "policy"),
    },
  },
  "secret-customer-key": {
    bad: {
      "AWS's key": { change: unset("secret", "kmsKeyId"), at: "secret" },
      "AWS's key by name": set("secret", "kmsKeyId", "alias/aws/secretsmanager"),
    },
    fine: { "an unknown key": unknown("secret", "kmsKeyId") },
    unknown: "a key that is computed is one",
  },
  "secret-rotated": {
    bad: {
      "no rotation": { change: without("rotation"), at: "secret" },
      "once a year": set("rotation", "rotationRules.automaticallyAfterDays", 365),
      "a slow schedule": set("rotation", "rotationRules", { scheduleExpression: "rate(120 days)" }),
    },
    fine: {
      "a schedule": set("rotation", "rotationRules", { scheduleExpression: "rate(10 days)" }),
      "an unknown rule": unknown("rotation", "rotationRules"),
      "longer where that is enough": {
        change: set("rotation", "rotationRules.automaticallyAfterDays", 365),
        options: { maximumDays: 365 },
      },
    },
    unknown: "a rotation that is there is there",
  },
  "rotated-secret-reaches-tasks": {
    bad: {
      "a value that is read once": {
        change: all(without("rotated-target"), without("rotated")),
        at: "definition",
      },
      "news of another secret": {
        change: set("rotated", "eventPattern.json.resources", [
          "arn:aws:secretsmanager:us-east-2:111122223333:secret:other-AbCdEf",
        ]),
        at: "definition",
      },
      "other news of the secret": set("rotated", "eventPattern.json.detail-type", [
        "Secret Deletion Scheduled",
      ]),
      "one user whose password changes": {
        change: set(
          "rotation",
          "rotationLambdaArn",
          "arn:aws:lambda:us-east-2:111122223333:function:SecretsManagerRDSPostgreSQLRotationSingleUser",
        ),
        at: "rotation",
      },
    },
    fine: {
      "two users that take turns": set(
        "rotation",
        "rotationLambdaArn",
        "arn:aws:lambda:us-east-2:111122223333:function:SecretsManagerRDSPostgreSQLRotationMultiUser",
      ),
      "a version that is asked for": all(
        without("rotated-target"),
        without("rotated"),
        set(
          "definition",
          "containerDefinitions.json.0.secrets.0.valueFrom",
          "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf:password::0f5f2ba1-0000-4000-8000-000000000000",
        ),
      ),
    },
    unknown: {
      "unknown containers": all(
        without("rotated-target"),
        without("rotated"),
        unknown("definition", "containerDefinitions"),
        computedFrom("definition", "containerDefinitions", ["secret"]),
      ),
    },
  },
  "secret-recoverable": {
    bad: {
      "gone at once": { change: set("secret", "recoveryWindowInDays", 0), at: "secret" },
    },
    fine: {
      "the default": unset("secret", "recoveryWindowInDays"),
      "gone at once where that is wanted": {
        change: set("secret", "recoveryWindowInDays", 0),
        options: { minimumRecoveryDays: 0 },
      },
    },
    unknown: { "an unknown window": unknown("secret", "recoveryWindowInDays") },
  },
  "kms-key-rotated-and-private": {
    bad: {
      "no rotation": { change: unset("key", "enableKeyRotation"), at: "key" },
      "rotation off": set("key", "enableKeyRotation", false),
      "a short window": set("key", "deletionWindowInDays", 7),
      "an open policy": set("key", "policy.json.Statement.0.Principal", "*"),
      "grants for anybody": set("key", "policy.json.Statement.3", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: ["kms:CreateGrant", "kms:ListGrants"],
        Resource: "*",
      }),
      "an open policy apart": add("key-policy", "aws:kms/keyPolicy:KeyPolicy", {
        keyId: "other",
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:*" }],
        }),
      }),
      "no policy document": { change: set("key", "policy", "{}"), also: [] },
      "log groups of anybody": {
        change: unset("key", "policy.json.Statement.1.Condition"),
        at: "key",
      },
      "another account": set("key", "policy.json.Statement.0.Principal", {
        AWS: "arn:aws:iam::444455556666:root",
      }),
      "grants by a pattern": set("key", "policy.json.Statement.3", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/app" },
        Action: "kms:Create*",
        Resource: "*",
        Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } },
      }),
      "a disabled key": set("key", "isEnabled", false),
      "a way to lock everybody out": set("key", "bypassPolicyLockoutSafetyCheck", true),
    },
    fine: {
      "a key that AWS cannot rotate": all(
        unset("key", "enableKeyRotation"),
        set("key", "customerMasterKeySpec", "RSA_4096"),
      ),
      "grants for AWS's services": set("key", "policy.json.Statement.3", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      }),
      "an administrator of the key": set("key", "policy.json.Statement.3", {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/admin" },
        Action: ["kms:Create*", "kms:Put*", "kms:Describe*"],
        Resource: "*",
      }),
      "the default window": unset("key", "deletionWindowInDays"),
    },
    unknown: {
      "an unknown policy": unknown("key", "policy"),
      "an unknown switch": unknown("key", "enableKeyRotation"),
    },
  },
  "log-key-admits-log-service": {
    bad: {
      "a policy without the service": {
        change: unset("key", "policy.json.Statement.1"),
        at: "key",
      },
      "decryption alone": set("key", "policy.json.Statement.1.Action", ["kms:Decrypt"]),
      "everything for the service": {
        change: set("key", "policy.json.Statement.1.Action", "kms:*"),
        at: "key",
      },
      "the policy that AWS makes": {
        change: unset("key", "policy"),
        also: ["alert-topic-admits-publishers"],
      },
    },
    fine: {
      "logs with AWS's key": all(
        unset("logs", "kmsKeyId"),
        unset("key", "policy.json.Statement.1"),
      ),
      "a key found by dependency": unknown("logs", "kmsKeyId"),
    },
    unknown: { "an unknown policy": unknown("key", "policy") },
  },
  "alert-topic-admits-publishers": {
    bad: {
      "a key that admits neither alarms nor rules": {
        change: unset("key", "policy.json.Statement.2"),
        at: "key",
      },
      "a key that alarms cannot decrypt with": {
        change: set("key", "policy.json.Statement.2.Action", ["kms:GenerateDataKey*"]),
        at: "key",
      },
      "a key that alarms administer": {
        change: set("key", "policy.json.Statement.2.Action", "kms:*"),
        at: "key",
      },
      "a condition that EventBridge never meets": {
        change: set("key", "policy.json.Statement.2.Condition", {
          StringEquals: { "aws:SourceAccount": "111122223333" },
        }),
        at: "key",
      },
      "AWS's own key": {
        change: set("topic", "kmsMasterKeyId", "alias/aws/sns"),
        at: "topic",
        also: ["data-store-customer-key"],
      },
      "a topic that admits alarms only": {
        change: set(
          "topic-policy",
          "policy.json.Statement.0.Principal.Service",
          "cloudwatch.amazonaws.com",
        ),
        at: "topic-policy",
      },
      "the topic's own policy that admits rules only": {
        change: all(
          without("topic-policy"),
          set(
            "topic",
            "policy",
            JSON.stringify({
              Statement: [
                {
                  Effect: "Allow",
                  Principal: { Service: "events.amazonaws.com" },
                  Action: "sns:Publish",
                  Resource: "*",
                  Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                },
              ],
            }),
          ),
        ),
        at: "topic",
      },
      "a rule, and the policy that AWS makes": { change: without("topic-policy"), at: "topic" },
    },
    fine: {
      "disk encryption": unset("topic", "kmsMasterKeyId"),
      "alarms alone, and the policy that AWS makes": all(
        without("topic-policy"),
        without("failed-deployment-target"),
      ),
      "a condition on the account of alarms": all(
        without("failed-deployment-target"),
        set("key", "policy.json.Statement.2.Condition", {
          StringEquals: { "aws:SourceAccount": "111122223333" },
        }),
      ),
      "a topic that nobody publishes to": all(
        without("failed-deployment-target"),
        set("alarm", "alarmActions", ["arn:aws:sns:us-east-2:111122223333:other"]),
        unset("key", "policy.json.Statement.2"),
      ),
      "a key found by dependency": unknown("topic", "kmsMasterKeyId"),
    },
    unknown: {
      "an unknown key policy": unknown("key", "policy"),
      "an unknown topic policy": unknown("topic-policy", "policy"),
    },
  },
  "log-retention-set": {
    bad: {
      "no retention": { change: unset("logs", "retentionInDays"), at: "logs" },
      "an illegal number": set("logs", "retentionInDays", 10),
      "less than asked for": {
        change: set("logs", "retentionInDays", 180),
        options: { minimumDays: 365 },
      },
    },
    fine: { "one day": set("logs", "retentionInDays", 1) },
    unknown: { "an unknown number": unknown("logs", "retentionInDays") },
  },
  "log-group-customer-key": {
    bad: { "AWS's key": unset("logs", "kmsKeyId") },
    fine: { "an unknown key": unknown("logs", "kmsKeyId") },
    unknown: "a key that is computed is one",
  },
  "ecr-scanned-and-immutable": {
    bad: {
      "no scan": {
        change: unset("repository", "imageScanningConfiguration"),
        also: ["task-image-from-managed-repository"],
      },
      "tags that move": {
        change: unset("repository", "imageTagMutability"),
        also: ["task-image-from-managed-repository"],
      },
      "tags that move as an exclusion": all(
        set("repository", "imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"),
        set("repository", "imageTagMutabilityExclusionFilters", [{ filter: "*" }]),
      ),
      "AWS's key where KMS is asked for": {
        change: unset("repository", "encryptionConfigurations"),
        options: { requireKms: true },
      },
    },
    fine: {
      "exceptions from immutability": set(
        "repository",
        "imageTagMutability",
        "IMMUTABLE_WITH_EXCLUSION",
      ),
      "AWS's key": unset("repository", "encryptionConfigurations"),
    },
    unknown: { "an unknown switch": unknown("repository", "imageTagMutability") },
  },
  "ecr-lifecycle": {
    bad: { "no lifecycle": { change: without("repository-lifecycle"), at: "repository" } },
    fine: { "a lifecycle found by dependency": unknown("repository-lifecycle", "repository") },
    unknown: "a policy that is there is there",
  },
  "ecr-policy-not-public": {
    bad: {
      everybody: set("repository-policy", "policy.json.Statement.0.Principal", "*"),
      "any AWS principal": set("repository-policy", "policy.json.Statement.0.Principal", {
        AWS: "*",
      }),
    },
    fine: {
      "everybody of the organization": all(
        set("repository-policy", "policy.json.Statement.0.Principal", "*"),
        set("repository-policy", "policy.json.Statement.0.Condition", {
          StringEquals: { "aws:PrincipalOrgID": "o-1" },
        }),
      ),
    },
    unknown: { "an unknown policy": unknown("repository-policy", "policy") },
  },
});
