import { add, all, lost, set, unknown, unset, without } from "../mutation/graph";
import { running, scheduled } from "../mutation/good-additions";
import { describeRules } from "../support/cases";
import {
  alarmOf,
  database,
  onQueues,
  queue,
  queuePolicy,
  queues,
  redriveAllow,
  tlsOnly,
} from "../weaknesses/fifth/parts";

const day = 24 * 60 * 60;
const dead = "arn:aws:sqs:us-east-2:111122223333:dead";

describeRules({
  "queue-requires-tls": {
    bad: {
      "a queue without a policy": { change: onQueues(without("orders-policy")), at: "orders" },
      "a dead-letter queue without a policy": {
        change: onQueues(without("dead-policy")),
        at: "dead",
      },
      "a refusal of one action": {
        change: onQueues(
          queuePolicy("orders", tlsOnly("orders", { Action: "sqs:ReceiveMessage" })),
        ),
        at: "orders",
      },
      "a refusal on another queue": {
        change: onQueues(queuePolicy("orders", tlsOnly("dead"))),
        at: "orders",
      },
    },
    fine: {
      "both queues over TLS": queues,
      "a refusal of everything everywhere": onQueues(
        queuePolicy("orders", tlsOnly("*", { Action: "*", Resource: "*" })),
      ),
    },
    unknown: {
      "a policy of what is not created yet": onQueues(unknown("orders-policy", "policy")),
    },
  },

  "queue-keeps-dead-letters": {
    bad: {
      "a queue that puts nothing aside": {
        change: all(queue("orders", {}), queuePolicy("orders", tlsOnly("orders"))),
        at: "orders",
      },
      "dead letters of every queue": {
        change: onQueues(redriveAllow({ redrivePermission: "allowAll" })),
        at: "dead",
      },
      "dead letters of whom nobody named": { change: onQueues(without("dead-allow")), at: "dead" },
      "dead letters that end on the same day": {
        change: onQueues(set("dead", "messageRetentionSeconds", 4 * day)),
        at: "dead",
      },
      "dead letters without an alarm": { change: onQueues(without("dead-alarm")), at: "dead" },
      "dead letters of a schedule without an alarm": {
        change: all(
          queue("missed", {}),
          queuePolicy("missed", tlsOnly("missed")),
          scheduled,
          set("nightly", "target.deadLetterConfig", {
            arn: "arn:aws:sqs:us-east-2:111122223333:missed",
          }),
        ),
        at: "missed",
      },
    },
    fine: {
      "a queue with its dead letters": queues,
      "a redrive policy of its own": onQueues(
        unset("orders", "redrivePolicy"),
        add("redrive", "aws:sqs/redrivePolicy:RedrivePolicy", {
          queueUrl: "orders",
          redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 3 }),
        }),
      ),
      "FIFO queues, whose dead letters count their days anew": onQueues(
        set("orders", "fifoQueue", true),
        set("dead", "fifoQueue", true),
        unset("dead", "messageRetentionSeconds"),
      ),
      "a target of another stack": onQueues(
        without("dead", "dead-policy", "dead-allow", "dead-alarm"),
      ),
      "dead letters that a redrive policy to come may name": onQueues(
        lost("orders", "redrivePolicy"),
      ),
    },
    unknown: {
      "whose dead letters it takes": onQueues(unknown("dead-allow", "redriveAllowPolicy")),
    },
  },

  "schedule-enabled": {
    bad: {
      "a schedule that is off": {
        change: all(scheduled, set("nightly", "state", "DISABLED")),
        at: "nightly",
      },
    },
    fine: {
      "a schedule that says nothing": scheduled,
      "a schedule that says it is on": all(scheduled, set("nightly", "state", "ENABLED")),
      "a state machine": running,
    },
    unknown: { "a state that is computed": all(scheduled, unknown("nightly", "state")) },
  },

  "no-unlimited-ingress": {
    bad: {
      "every protocol": { change: database({ ipProtocol: "-1" }), at: "database-in" },
      "all ports of one": {
        change: database({ fromPort: 0, toPort: 65535 }),
        at: "database-in",
      },
      "a hundred ports": {
        change: database({ fromPort: 5400, toPort: 5500 }),
        at: "database-in",
      },
      "every port for a network": {
        change: database({
          referencedSecurityGroupId: "",
          cidrIpv4: "10.8.0.0/24",
          ipProtocol: "-1",
        }),
        at: "database-in",
      },
    },
    fine: {
      "one port": database({}),
      "99 ports": database({ fromPort: 5400, toPort: 5499 }),
      "a kind of ping": database({ ipProtocol: "icmp", fromPort: 0, toPort: 0 }),
      "nodes of one group among themselves": database({
        referencedSecurityGroupId: "sg-database",
        ipProtocol: "-1",
      }),
    },
    unknown: "a port that is not known is that of something to come: one",
  },
});

describeRules({
  "data-store-customer-key": {
    bad: {
      "a queue with AWS's key": {
        change: onQueues(set("orders", "kmsMasterKeyId", "alias/aws/sqs")),
        at: "orders",
      },
      "a queue without a key": {
        change: onQueues(unset("orders", "kmsMasterKeyId")),
        at: "orders",
      },
    },
    fine: { "a queue with the program's key": queues },
    unknown: "a key that is computed is one of the program",
  },
  "service-alarms-have-actions": {
    bad: {
      "an alarm of no queue": {
        change: onQueues(alarmOf("oldest", { metricName: "ApproximateAgeOfOldestMessage" })),
        at: "oldest",
      },
    },
    fine: {
      "an alarm of the program's own metric": alarmOf("sales", { namespace: "Shop" }),
      "an alarm of all queries": onQueues(
        alarmOf("sum", { metricQueries: [{ id: "sum", expression: "a + b" }] }),
      ),
      "an alarm of what is not known yet": onQueues(
        alarmOf("oldest", { dimensions: { QueueName: "orders" } }),
        lost("oldest", "dimensions"),
      ),
    },
    unknown: "it says nothing of what it cannot read",
  },
});
