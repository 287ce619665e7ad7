import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a proxy does with requests: hand them on, refuse them as AWS does when it is in trouble, hold them or their answers, or break the connection. */
export type Fault = "none" | "error" | "throttle" | "hold" | "unanswered" | "lost";

const refusals = {
  error: { status: 500, code: "InternalError" },
  throttle: { status: 503, code: "RequestLimitExceeded" },
} as const;

/**
 * Stands between Terraform and an emulator, and makes trouble when it is told to. What writes to EC2 is in trouble; all that EC2 would answer when
 * answers are held, and everything when the network is lost.
 */
export class FaultProxy {
  /** What it does now. */
  public fault: Fault = "none";
  /** Requests that it did not hand on. */
  public troubled = 0;
  /** Requests that it handed on and that are not answered yet. */
  public underway = 0;

  /** Requests to make something that it handed on. */
  private made = 0;
  private next: { readonly fault: Fault; readonly from: number } | undefined;

  private constructor(private readonly server: Server) {}

  public static async before(url: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server);
    server.on("request", (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        proxy.handle(url, Buffer.concat(chunks), incoming, outgoing);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // the address of a TCP server has this form
  }

  /** Hands everything on, and begins to count anew. */
  public calm(): void {
    this.fault = "none";
    this.next = undefined;
    this.troubled = 0;
    this.made = 0;
  }

  /** Makes a kind of trouble once so many requests to make something were handed on. */
  public after(made: number, fault: Fault): void {
    this.next = { fault, from: made };
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private handle(url: string, body: Buffer, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const text = body.toString("latin1");
    const making = text.startsWith("Action=Create");
    if (this.next !== undefined && this.made >= this.next.from) {
      this.fault = this.next.fault;
      this.next = undefined;
    }
    const answered = this.fault !== "unanswered" || !text.startsWith("Action=");
    const handsOn = this.fault === "none" || this.fault === "unanswered" || (this.fault !== "lost" && !making);
    if (!handsOn) {
      this.troubled += 1;
      if (this.fault === "lost") incoming.socket.destroy();
      if (this.fault === "error" || this.fault === "throttle") {
        const { status, code } = refusals[this.fault];
        const xml = `<Response><Errors><Error><Code>${code}</Code><Message>trouble</Message></Error></Errors><RequestID>1</RequestID></Response>`;
        outgoing.writeHead(status, { "content-type": "text/xml" }).end(xml);
      }
      return;
    }
    if (making) this.made += 1;
    this.underway += 1;
    outgoing.on("close", () => (this.underway -= 1));
    const { method, url: path, headers } = incoming;
    const onward = request(`${url}${path ?? "/"}`, { ...(method === undefined ? {} : { method }), headers }, (answer) => {
      if (!answered) {
        answer.resume();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  }
}
