import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { XMLParser } from "fast-xml-parser";
import { stackNamed } from "../../contracts/stacks";
import { show } from "../../../review/value";

const password = "Sup3rSecretPassword0123456789abcdefghijk";
const hash = createHash("sha256").update(password).digest("hex");

/** Commands of the host by stand-ins that only leave a note of how they were called; some do in a folder what the real ones do to the host. */
const commands: Readonly<Record<string, string>> = {
  aws: `[ "$1" = secretsmanager ] && printf '{"username":"signoz","password":"%s"}\\n' "$PASSWORD"; exit 0`,
  blkid: `[ -e "$ROOT/formatted" ] && exit 0; exit "\${BLKID:-2}"`,
  "mkfs.xfs": `touch "$ROOT/formatted"`,
  // By its path alone a volume can only be mounted where the table of file systems has it.
  mount: `grep -q "^LABEL=clickhouse $1 xfs " "$ROOT/etc/fstab" && [ -z "$BROKEN_MOUNT" ] && touch "$ROOT/mounted" || { echo "mount: $1 cannot be mounted" >&2; exit 32; }`,
  mountpoint: `[ -e "$ROOT/mounted" ]`,
  systemctl: `[ "$1" != restart ] || [ -e "$ROOT/mounted" ] || echo "systemctl: $2 without its data" >> "$ROOT/calls"`,
  install: `for last; do :; done; : > "$last"`,
  "clickhouse-client": `[ -z "$SILENT" ]`,
  logger: `tee -a "$ROOT/journal" >&2`,
  sleep: `[ "$1" != 1 ] || exec /bin/sleep 1`, // for the log to be written; between two tries of something there is nothing to wait for
  ...Object.fromEntries(["chown", "dnf", "xfs_growfs"].map((name) => [name, ""])),
};

/** A host on which nothing has been set up yet, as far as the script sees one: a folder that stands for its root. */
class Host {
  public readonly root = mkdtempSync(path.join(tmpdir(), "clickhouse-host-"));

  constructor() {
    const folders = ["bin", "etc/yum.repos.d", "etc/systemd/system", "etc/clickhouse-server/config.d", "etc/clickhouse-server/users.d"];
    for (const folder of [...folders, "var/log", "dev/disk/by-id"]) mkdirSync(path.join(this.root, folder), { recursive: true });
    for (const [name, does] of Object.entries(commands)) {
      const note = `printf '%s\\n' "${name} $*" >> "$ROOT/calls"`;
      writeFileSync(path.join(this.root, "bin", name), `#!/bin/sh\n${note}\n${does}\n`, { mode: 0o755 });
    }
    writeFileSync(path.join(this.root, "etc/fstab"), "UUID=1 / xfs defaults 0 0\n");
    writeFileSync(path.join(this.root, "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123"), "");
  }

  /** Boots it with what production's stack has for it, and says everything that was written about it. */
  public boot(environment: Readonly<Record<string, string>> = {}): { readonly code: number | null; readonly output: string } {
    rmSync(path.join(this.root, "mounted"), { force: true });
    const { status, stdout, stderr } = spawnSync("bash", ["-c", bootScript(this.root)], {
      cwd: this.root,
      env: { PATH: `${this.root}/bin:${process.env["PATH"] ?? ""}`, ROOT: this.root, PASSWORD: password, ...environment },
      encoding: "utf8",
    });
    return { code: status, output: stdout + stderr };
  }

  public file(name: string): string {
    const file = path.join(this.root, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Calls of commands whose names begin so, without the folder. */
  public calls(...beginnings: readonly string[]): string[] {
    const all = this.file("calls").replaceAll(this.root, "").trimEnd().split("\n");
    return all.filter((call) => beginnings.some((beginning) => call.startsWith(beginning)));
  }

  /** Every file but the stand-ins that holds a text, by its path. */
  public filesWith(text: string): string[] {
    return readdirSync(this.root, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith("bin/") && statSync(path.join(this.root, name)).isFile() && this.file(name).includes(text))
      .toSorted();
  }
}

/** The script of the user data that ships, with what only Terraform knows, on a host whose root is a folder. */
function bootScript(root: string): string {
  const userData = show(stackNamed("ohi-prod").find("aws_instance.clickhouse")?.values["user_data"]);
  const [, script = ""] = /\n\n(#!\/usr\/bin\/env bash\n[\s\S]*)\n--==ohi==--/.exec(userData) ?? [];
  return script
    .replaceAll(/(?<!\$)\$\{aws_ebs_volume\.[\w-]+\.id\}/g, "vol-0123")
    .replaceAll(/(?<!\$)\$\{aws_[\w.-]+\}/g, "told-by-terraform")
    .replaceAll("$${", "${")
    .replaceAll(/(?<![\w.}/-])\/(?=(?:var|etc|dev\/disk)\/)/g, `${root}/`)
    .replace("[ -b ", "[ -e "); // a test cannot make a block device
}

const fstab = (host: Host): string[] =>
  host
    .file("etc/fstab")
    .split("\n")
    .filter((line) => line.startsWith("LABEL=clickhouse "))
    .map((line) => line.replace(host.root, ""));

describe("the boot of ClickHouse's host", () => {
  let host: Host;

  beforeEach(() => {
    host = new Host();
  });

  afterEach(() => {
    rmSync(host.root, { recursive: true, force: true });
  });

  test("formats a blank volume, mounts it, and only then starts ClickHouse", () => {
    const { code, output } = host.boot();

    expect([code, output.includes("cannot")]).toEqual([0, false]);
    expect(host.calls("mkfs", "mount /", "systemctl restart", "systemctl: ", "clickhouse-client")).toEqual([
      "mkfs.xfs -L clickhouse /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123",
      "mount /var/lib/clickhouse",
      "systemctl restart clickhouse-server",
      "clickhouse-client --host 127.0.0.1 --query SELECT 1",
      ...["traces", "metrics", "logs"].map(
        (kind) => `clickhouse-client --host 127.0.0.1 --query CREATE DATABASE IF NOT EXISTS signoz_${kind}`,
      ),
    ]);
    expect(fstab(host)).toEqual(["LABEL=clickhouse /var/lib/clickhouse xfs defaults,noatime,nofail,x-systemd.device-timeout=60s 0 2"]);
    expect(host.calls("aws logs put-log-events").join()).toContain("ClickHouse 24.8 is up");
  });

  test("mounts at the next boot what it has formatted at the first, and formats nothing", () => {
    const codes = [host.boot().code, host.boot().code];

    expect(codes).toEqual([0, 0]);
    expect(host.calls("mkfs")).toHaveLength(1);
    expect(host.calls("mount /")).toHaveLength(2);
    expect(host.calls("systemctl: ")).toEqual([]);
    expect(fstab(host)).toHaveLength(1);
  });

  test("ends loudly and starts nothing when the volume cannot be mounted", () => {
    const { code, output } = host.boot({ BROKEN_MOUNT: "yes" });

    expect(code).toBe(32);
    expect(output).toContain("mount: ");
    expect(host.calls("systemctl restart", "dnf")).toEqual([]);
    expect(host.calls("aws logs put-log-events").join()).toMatch(/"message": "FAILED with 32: /);
  });

  test("makes the file system as large as its volume at every boot, once it is mounted", () => {
    host.boot();
    host.boot();

    expect(host.calls("mount /", "xfs_growfs")).toEqual([
      "mount /var/lib/clickhouse",
      "xfs_growfs /var/lib/clickhouse",
      "mount /var/lib/clickhouse",
      "xfs_growfs /var/lib/clickhouse",
    ]);
  });

  test("has systemd start ClickHouse only where its data is mounted, however it comes to be started", () => {
    host.boot();

    const unit = host.file("etc/systemd/system/clickhouse-server.service.d/data.conf");
    expect(unit.replace(host.root, "")).toBe("[Unit]\nRequiresMountsFor=/var/lib/clickhouse\n");
  });

  test("installs only what the makers of ClickHouse have signed: packages are listed in metadata whose signature is checked", () => {
    host.boot();

    const settings = host.file("etc/yum.repos.d/clickhouse.repo").split("\n");
    expect(settings).toContain("repo_gpgcheck=1");
    expect(settings).toContain("gpgkey=https://packages.clickhouse.com/rpm/lts/repodata/repomd.xml.key");
    expect(settings).toContain("baseurl=https://packages.clickhouse.com/rpm/lts/");
  });

  test("lets programs log in from the network by their password, and the user without one only from the host", () => {
    host.boot();

    expect(new XMLParser({ ignoreAttributes: false }).parse(host.file("etc/clickhouse-server/users.d/ohi.xml"))).toEqual({
      clickhouse: {
        users: {
          default: { networks: { ip: "127.0.0.1", "@_replace": "replace" } },
          signoz: { password_sha256_hex: hash, networks: { ip: "0.0.0.0/0" }, profile: "default", quota: "default" },
        },
      },
    });
  });

  test.each([
    ["it was called wrongly", "4"],
    ["signs of several file systems are on it", "8"],
  ])("formats nothing and starts nothing when it cannot tell what is on the volume, as %s", (_, answer) => {
    const { code } = host.boot({ BLKID: answer });

    expect(code).toBe(1);
    expect(host.calls("mkfs", "mount /", "systemctl restart")).toEqual([]);
    expect(host.calls("aws logs put-log-events").join()).toMatch(/"message": "FAILED with 1: .*cannot tell what is on/);
  });

  test.each([
    ["works", {}, 0, "is up"],
    ["does not answer, so that the end of its log is reported", { SILENT: "yes" }, 1, "FAILED with 1: "],
  ])("tells the password to nobody when ClickHouse %s", (_, environment, expected, reported) => {
    const { code, output } = host.boot(environment);

    expect(code).toBe(expected);
    expect(host.calls("aws logs put-log-events").join()).toContain(reported);
    expect(output).not.toContain(password);
    expect(host.filesWith(password)).toEqual([]);
    expect(output).not.toContain(hash);
    expect(host.filesWith(hash)).toEqual(["etc/clickhouse-server/users.d/ohi.xml"]);
    expect(host.calls("install").join()).toContain(
      "--owner clickhouse --group clickhouse --mode 0400 /dev/null /etc/clickhouse-server/users.d/ohi.xml",
    );
  });
});
