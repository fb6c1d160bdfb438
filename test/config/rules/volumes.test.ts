import { accepts, refuses, services } from "../support";

const image = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/s:1" };
const web = (own: object) => ({ fileSystems: { shared: {} }, ...services({ web: { ...own } }) });
const volume = (mountPath: string, own = {}) => ({ fileSystem: "shared", mountPath, ...own });

describe("rule: volumes", () => {
  accepts("a file system that is there", web({ volumes: { data: volume("/data") } }));
  refuses(
    "a file system that is not there",
    `drydock:services.web.volumes.data.fileSystem = "shraed": There is no file system of this name.
allowed: file systems here: shared
fix: Did you mean shared?`,
    web({ volumes: { data: volume("/data", { fileSystem: "shraed" }) } }),
  );
  accepts(
    "folders beside each other",
    web({ volumes: { a: volume("/data/a"), b: volume("/data/ab") }, scratch: ["/tmp"] }),
  );
  refuses(
    "one folder twice",
    `drydock:services.web.volumes.b.mountPath = "/data/": Another mount of this container has the same folder.
allowed: folders that do not contain each other
fix: Move one of the two.`,
    web({ volumes: { a: volume("/data"), b: volume("/data/") } }),
  );
  refuses(
    "a folder inside another",
    `drydock:services.web.volumes.b.mountPath = "/data/b": This and another mount (/data) lie inside each other; which one hides which is not defined.
allowed: folders that do not contain each other
fix: Move one of the two.`,
    web({ volumes: { a: volume("/data"), b: volume("/data/b") } }),
  );
  refuses(
    "a scratch folder around a volume",
    `drydock:services.web.scratch[0] = "/data": This and another mount (/data/a) lie inside each other; which one hides which is not defined.
allowed: folders that do not contain each other
fix: Move one of the two.`,
    web({ volumes: { a: volume("/data/a") }, scratch: ["/data"] }),
  );
  refuses(
    "a scratch folder twice",
    `drydock:services.web.scratch[1] = "/tmp": Another mount of this container has the same folder.
allowed: folders that do not contain each other
fix: Move one of the two.`,
    web({ scratch: ["/tmp", "/tmp"] }),
  );
  refuses(
    "a mount over the whole image",
    `drydock:services.web.volumes.a.mountPath = "/": A mount at / would hide the whole image.
allowed: a separate folder, such as /data
fix: Write mountPath: /data, or another separate folder.`,
    web({ volumes: { a: volume("/") } }),
  );
  refuses(
    "a mount over a folder of the system",
    `drydock:services.web.scratch[0] = "/etc/": A mount at /etc would hide files the system needs.
allowed: a separate folder, such as /data
fix: Mount it somewhere else.`,
    web({ scratch: ["/etc/"] }),
  );
  accepts("a mount inside a folder of the system", web({ scratch: ["/usr/cache"] }));
  refuses(
    "the root of the file system",
    `drydock:services.web.volumes.a.directory = "/": The root of a file system holds the files of every service.
allowed: a folder below the root, such as /shared
fix: Remove directory for a folder of this service's own, or name a folder.`,
    web({ volumes: { a: volume("/data", { directory: "/" }) } }),
  );
  accepts(
    "a folder of the file system",
    web({ volumes: { a: volume("/data", { directory: "/common" }) } }),
  );
  accepts(
    "one volume in two containers, one of which only reads",
    web({
      volumes: { a: volume("/data") },
      sidecars: { side: { image, volumes: { a: volume("/in", { readOnly: true }) } } },
    }),
  );
  refuses(
    "one volume in two containers with two owners",
    `drydock:services.web.sidecars.side.volumes.a: Another container of this task uses the volume a with another fileSystem, directory, uid or gid.
fix: Give side the same values, or a volume of another name.`,
    web({
      volumes: { a: volume("/data") },
      sidecars: { side: { image, volumes: { a: volume("/in", { uid: 1001 }) } } },
    }),
  );
});
