/** Stands in for the emulator: answers each action with an empty result, or ends or keeps silent as FAKE_SERVER_MODE wants. */
const { createServer } = require("node:http");
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
      response.end(request.method === "GET" ? "ok" : `<${action}Response><requestId>1</requestId></${action}Response>`);
    });
  }).listen(port, "127.0.0.1");
}
