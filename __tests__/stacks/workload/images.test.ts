import fs, { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { imageOwnerOf, imageOwners, imageVersion, readLock } from "../../../stacks/workload/images";
import { services } from "../../../stacks/workload/services";
import { ohi } from "../../../stacks/workload/workload";

const sha = `sha256:${"0".repeat(64)}`;
const owners = imageOwners(ohi);

describe("the images", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test("are one for each program that does not run another one's", () => {
    expect(
      owners.map(({ key, thirdParty }) => `${key}${thirdParty === undefined ? "" : ` from ${thirdParty.repository}:${thirdParty.tag}`}`),
    ).toEqual([
      "api",
      "graphql",
      "sse",
      "provider-api",
      "reindexer",
      "blnk-api",
      "otel-collector from signoz/signoz-otel-collector:0.88.11",
      "signoz-query from signoz/query-service:0.39.0",
      "signoz-frontend from signoz/frontend:0.39.0",
      "zookeeper from zookeeper:3.8.4",
      "signoz-migrations from signoz/signoz-schema-migrator:0.88.11",
    ]);
    expect(imageOwnerOf("blnk-worker", services["blnk-worker"])).toBe("blnk-api");
    expect(imageOwnerOf("api", services.api)).toBe("api");
  });

  test("of other people stand in the lock file, each once and no others", () => {
    const named = owners.flatMap(({ thirdParty }) => (thirdParty === undefined ? [] : [`${thirdParty.repository}:${thirdParty.tag}`]));

    expect(Object.keys(readLock())).toEqual(named.toSorted());
  });

  test("are what the release names, else what is locked, else the tag", () => {
    const zookeeper = { key: "zookeeper", thirdParty: { repository: "zookeeper", tag: "3.8.4" } };

    expect(imageVersion({ key: "api" }, {}, "dev")).toBe(":dev");
    expect(imageVersion({ key: "api" }, { api: "1.2" }, "dev")).toBe(":1.2");
    expect(imageVersion({ key: "api" }, { api: sha }, "dev")).toBe(`@${sha}`);
    expect(imageVersion(zookeeper, { zookeeper: sha }, "dev")).toBe(`@${sha}`);
  });

  test.each([
    ["the digest, where somebody has looked it up", sha, `@${sha}`],
    ["the tag, where nobody has yet", null, ":3.8.4"],
  ])("are, when the release names none of somebody else, what the lock says: %s", (_, locked, version) => {
    jest.spyOn(fs, "readFileSync").mockReturnValueOnce(JSON.stringify({ "zookeeper:3.8.4": locked }));

    expect(imageVersion({ key: "zookeeper", thirdParty: { repository: "zookeeper", tag: "3.8.4" } }, {}, "dev")).toBe(version);
  });

  test("are refused a lock with anything but digests", () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "lock-")), "images.lock.json");
    writeFileSync(file, JSON.stringify({ "a:1": "latest" }));

    expect(() => readLock(file)).toThrow("sha256: and 64 hexadecimal digits");
  });
});
