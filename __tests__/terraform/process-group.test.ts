import { signalGroup } from "../../terraform/process-group";

describe("a signal to a group of processes", () => {
  const refusing = (code: string): jest.SpyInstance =>
    jest.spyOn(process, "kill").mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each(["ESRCH", "EPERM"])("leaves one that has ended in peace, of which systems say %s", (code) => {
    const kill = refusing(code);

    expect(() => {
      signalGroup(4711, "SIGTERM");
    }).not.toThrow();
    expect(kill).toHaveBeenCalledWith(-4711, "SIGTERM");
  });

  test("fails where it cannot be sent for another reason", () => {
    refusing("EINVAL");

    expect(() => {
      signalGroup(4711, "SIGTERM");
    }).toThrow("EINVAL");
  });
});
