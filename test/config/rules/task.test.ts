import assert from "node:assert/strict";
import { fargateMemoryMiB } from "../../../components/facts/fargate-sizes";
import { accepts, problemsOf, refuses, services } from "../support";

const HEALTH = { command: ["true"] };

describe("rule: CPU and memory of a task", () => {
  it("accepts every pair of the table, and nothing between", () => {
    for (const [cpu, memories] of fargateMemoryMiB) {
      for (const memoryMiB of memories) {
        assert.deepEqual(problemsOf(services({ web: { cpu, memoryMiB } })), []);
        assert.equal(problemsOf(services({ web: { cpu, memoryMiB: memoryMiB + 1 } })).length, 1);
      }
    }
  });
  refuses(
    "a CPU size that Fargate does not have",
    `drydock:services.web.cpu = 300: Fargate has no task with this many CPU units (1024 are one vCPU).
allowed: 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
fix: Write cpu: 256.`,
    services({ web: { cpu: 300 } }),
  );
  refuses(
    "more CPU than the largest",
    `drydock:services.web.cpu = 40000: Fargate has no task with this many CPU units (1024 are one vCPU).
allowed: 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
fix: Write cpu: 32768, and add memoryMiB: 61440.`,
    services({ web: { cpu: 40000 } }),
  );
  refuses(
    "memory that does not go with the CPU",
    `drydock:services.web.memoryMiB = 4096: Fargate has no task with 256 CPU units and 4096 MiB of memory.
allowed: with 256 CPU units: 512, 1024, 2048
fix: Write cpu: 512, or memoryMiB: 2048.`,
    services({ web: { cpu: 256, memoryMiB: 4096 } }),
  );
  refuses(
    "memory that goes with no CPU",
    `drydock:services.web.memoryMiB = 17408: Fargate has no task with 8192 CPU units and 17408 MiB of memory.
allowed: with 8192 CPU units: 16384 to 61440 in steps of 4096
fix: Write memoryMiB: 20480, or cpu: 4096.`,
    services({ web: { cpu: 8192, memoryMiB: 17408 } }),
  );
});

describe("rule: the containers of a task", () => {
  const sidecars = (count: number, own = {}) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `side-${index}`,
        { image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/s:1" }, ...own },
      ]),
    );
  accepts("ten containers", services({ web: { sidecars: sidecars(9) } }));
  refuses(
    "eleven containers",
    `drydock:services.web.sidecars: This task has 11 containers, the main one among them.
allowed: at most 10 containers
fix: Move some into a separate service.`,
    services({ web: { sidecars: sidecars(10) } }),
  );
  refuses(
    "a sidecar with the service's name",
    `drydock:services.side-0.sidecars.side-0: The main container has the name of the service, so no sidecar can have it.
fix: Rename the sidecar.`,
    services({ "side-0": { sidecars: sidecars(1) } }),
  );
  accepts(
    "different ports",
    services({ web: { containerPort: 8080, sidecars: sidecars(1, { containerPort: 8081 }) } }),
  );
  refuses(
    "one port twice",
    `drydock:services.web.sidecars.side-0.containerPort = 8080: The container web of this task listens on the same port.
allowed: a port that no other container of the task has
fix: Let one of the two listen on another port.`,
    services({ web: { containerPort: 8080, sidecars: sidecars(1, { containerPort: 8080 }) } }),
  );
  accepts(
    "sidecars that reserve all CPU",
    services({ web: { sidecars: sidecars(2, { cpu: 128 }) } }),
  );
  refuses(
    "sidecars that reserve more CPU than the task has",
    `drydock:services.web.sidecars: The sidecars reserve 258 CPU units; the task has 256.
fix: Give the service more cpu, or the sidecars less.`,
    services({ web: { sidecars: sidecars(2, { cpu: 129 }) } }),
  );
  accepts(
    "sidecars that leave some memory",
    services({ web: { sidecars: sidecars(1, { memoryMiB: 511 }) } }),
  );
  refuses(
    "sidecars that leave no memory",
    `drydock:services.web.sidecars: The sidecars reserve 512 MiB of memory; the task has 512, and the main container needs a part of it.
fix: Give the service more memoryMiB, or the sidecars less.`,
    services({ web: { sidecars: sidecars(1, { memoryMiB: 512 }) } }),
  );
  accepts(
    "shared processes with a sidecar",
    services({ web: { pidMode: "task", sidecars: sidecars(1) } }),
  );
  refuses(
    "shared processes of one container",
    `drydock:services.web.pidMode = "task": Containers would share their processes, and this task has one container only.
allowed: pidMode where there are sidecars
fix: Remove pidMode, or add the sidecar that is to see the processes.`,
    services({ web: { pidMode: "task" } }),
  );
  accepts(
    "exec with a writable root",
    services({ web: { exec: true, readonlyRootFilesystem: false } }),
  );
  accepts("a read-only root without exec", services({ web: { readonlyRootFilesystem: true } }));
  refuses(
    "exec with a read-only root",
    `drydock:services.web.exec = true: ECS Exec writes into the container's root file system, which is read-only.
allowed: exec: true together with readonlyRootFilesystem: false
fix: Add readonlyRootFilesystem: false to the service, or set exec to false.`,
    services({ web: { exec: true } }),
  );
  accepts(
    "a soft limit below the hard one",
    services({ web: { ulimits: { nofile: { soft: 1024, hard: 1024 } } } }),
  );
  accepts(
    "an unlimited hard limit",
    services({ web: { ulimits: { core: { soft: 1, hard: -1 } } } }),
  );
  refuses(
    "a soft limit above the hard one",
    `drydock:services.web.ulimits.nofile.soft = 1025: The soft limit is above the hard one, which is 1024.
allowed: at most 1024
fix: Lower soft or raise hard.`,
    services({ web: { ulimits: { nofile: { soft: 1025, hard: 1024 } } } }),
  );
  refuses(
    "an unlimited soft limit below a hard one",
    `drydock:services.web.ulimits.nofile.soft = -1: The soft limit is above the hard one, which is 1024.
allowed: at most 1024
fix: Lower soft or raise hard.`,
    services({ web: { ulimits: { nofile: { soft: -1, hard: 1024 } } } }),
  );
});

describe("rule: the order in which containers start", () => {
  const image = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/s:1" };
  const withInit = (condition: string, init = {}) =>
    services({ web: { dependsOn: { init: condition }, sidecars: { init: { image, ...init } } } });
  accepts("a start", withInit("START"));
  accepts("an end of a container that may end", withInit("SUCCESS", { essential: false }));
  accepts("health of a container with a check", withInit("HEALTHY", { healthCheck: HEALTH }));
  refuses(
    "an end of an essential container",
    `drydock:services.web.dependsOn.init = "COMPLETE": COMPLETE waits until init has ended; it is essential, and its end ends the task.
fix: Add essential: false to init, or wait for START or HEALTHY.`,
    withInit("COMPLETE"),
  );
  refuses(
    "health of a container without check",
    `drydock:services.web.dependsOn.init = "HEALTHY": init has no healthCheck, so it never becomes HEALTHY.
fix: Add a healthCheck to init, or wait for START.`,
    withInit("HEALTHY"),
  );
  refuses(
    "an unknown container",
    `drydock:services.web.dependsOn.innit: There is no container in this task of this name.
allowed: containers in this task: init
fix: Did you mean init?`,
    services({ web: { dependsOn: { innit: "START" }, sidecars: { init: { image } } } }),
  );
  refuses(
    "an unknown container where there is no other",
    `drydock:services.web.dependsOn.init: There is no container in this task of this name.
fix: Add it under web.sidecars, or remove this.`,
    services({ web: { dependsOn: { init: "START" } } }),
  );
  refuses(
    "a container that waits for itself",
    `drydock:services.web.dependsOn.web: A container cannot wait for itself.
fix: Remove it.`,
    services({ web: { dependsOn: { web: "START" } } }),
  );
  refuses(
    "the end of the main container",
    `drydock:services.web.sidecars.init.dependsOn.web = "SUCCESS": SUCCESS waits until web has ended; it is essential, and its end ends the task.
fix: Wait for START or HEALTHY: the main container is always essential.`,
    services({ web: { sidecars: { init: { image, dependsOn: { web: "SUCCESS" } } } } }),
  );
  refuses(
    "a circle",
    `drydock:services.web: Containers wait for each other: a -> b -> a. None of them would start.
fix: Remove one of these from dependsOn.`,
    services({
      web: {
        dependsOn: { a: "START" },
        sidecars: {
          a: { image, dependsOn: { b: "START" } },
          b: { image, dependsOn: { a: "START" } },
        },
      },
    }),
  );
  accepts(
    "a chain",
    services({
      web: {
        dependsOn: { a: "START", b: "START" },
        sidecars: { a: { image, dependsOn: { b: "START" } }, b: { image } },
      },
    }),
  );
});
