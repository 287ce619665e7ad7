/**
 * Stands in for the emulator: answers an action of EC2 with what the test has laid out in <action>.xml or else with an empty result, or ends or
 * keeps silent as FAKE_SERVER_MODE wants.
 */
const { existsSync, readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { join } = require("node:path");
const { setInterval } = require("node:timers");
const { URLSearchParams } = require("node:url");

const port = Number(process.argv[process.argv.indexOf("-p") + 1]);
const mode = process.env.FAKE_SERVER_MODE ?? "answer";

if (mode === "end") {
  process.stderr.write("ModuleNotFoundError: No module named 'moto'\n");
  process.exit(3);
}
if (mode === "stubborn") process.on("SIGTERM", () => undefined);
if (mode === "silent") setInterval(() => undefined, 1_000);
else {
  process.stdout.write(`account ${process.env.MOTO_ACCOUNT_ID}\n`);
  createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      // Services that speak JSON, such as Secrets Manager, have nothing.
      if (request.headers["x-amz-target"] !== undefined) {
        response.end("{}");
        return;
      }
      const action = new URLSearchParams(body).get("Action") ?? "Nothing";
      const answer = join(process.env.FAKE_TOOLS, `${action}.xml`);
      const content = existsSync(answer) ? readFileSync(answer, "utf8") : "";
      response.end(request.method === "GET" ? "ok" : `<${action}Response><requestId>1</requestId>${content}</${action}Response>`);
    });
  }).listen(port, "127.0.0.1");
}
