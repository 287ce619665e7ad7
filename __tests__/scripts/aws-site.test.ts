import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import "../../terraform/quiet-clients";
import { awsSite } from "../../scripts/aws-site";
import type { Site } from "../../scripts/publication";

/** A request that reached AWS. */
interface Asked {
  readonly what: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let server: Server;
let asked: Asked[];
let answer: { readonly status: number; readonly body: string };

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: "" };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({
        what: `${request.method ?? ""} ${request.url ?? ""}`,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer.status, { "content-type": "text/xml" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

function site(): Site {
  const { port } = server.address() as AddressInfo; // it listens on a port, so it is no pipe
  return awsSite(
    { bucket: "files", distributionId: "E1" },
    { endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true, credentials: { accessKeyId: "test", secretAccessKey: "test" } },
  );
}

const page = { key: "index.html", file: __filename, contentType: "text/html; charset=utf-8", cacheControl: "no-cache" };

describe("a site in AWS", () => {
  test("gets a file with its type and its time to live", async () => {
    await site().put(page);

    expect(asked.map(({ what, headers }) => [what, headers["content-type"], headers["cache-control"]])).toEqual([
      ["PUT /files/index.html?x-id=PutObject", "text/html; charset=utf-8", "no-cache"],
    ]);
    expect(asked[0]?.body).toContain("gets a file with its type and its time to live");
  });

  test("is told nothing of a time to live where the environment decides", async () => {
    await site().put({ key: "favicon.ico", file: __filename, contentType: "image/x-icon" });

    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers["cache-control"]).toBeUndefined();
  });

  test("forgets what it keeps of all paths, as one path", async () => {
    answer = { status: 201, body: "<Invalidation><Id>I1</Id></Invalidation>" };

    expect(await site().invalidate()).toBe("I1");
    expect(asked.map(({ what }) => what)).toEqual(["POST /2020-05-31/distribution/E1/invalidation"]);
    expect(asked[0]?.body).toContain("<Paths><Quantity>1</Quantity><Items><Path>/*</Path></Items></Paths>");
  });

  test("forgets it each time: AWS takes a second request by the same reference for the first one", async () => {
    answer = { status: 201, body: "<Invalidation><Id>I1</Id></Invalidation>" };

    await site().invalidate();
    await sleep(5);
    await site().invalidate();

    const references = asked.map(({ body }) => /<CallerReference>(.+)<\/CallerReference>/.exec(body)?.[1]);
    expect(new Set(references).size).toBe(2);
  });

  test("says what AWS refused, and for which file", async () => {
    answer = { status: 403, body: "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>" };

    await expect(site().put(page)).rejects.toThrow("Could not upload index.html to files: AccessDenied: Access Denied");
    answer = {
      status: 404,
      body: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchDistribution</Code><Message>No such distribution</Message></Error></ErrorResponse>",
    };
    await expect(site().invalidate()).rejects.toThrow("Could not invalidate distribution E1: NoSuchDistribution: No such distribution");
  });
});
