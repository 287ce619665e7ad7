import { asNamed } from "../../review/named-text";
import { Draft } from "../contracts/planted/draft";

describe("a text as a program gets it", () => {
  const stack = new Draft("ohi-test", {
    resource: { aws_db_instance: { main: { identifier: "ohi-test-postgres" } }, aws_eip: { main: {} } },
  }).model();

  test.each([
    ["names what only Terraform knows", "tcp://${aws_db_instance.main.address}:1", "tcp://{postgres.address}:1"],
    ["has what was escaped", "$${aws_db_instance.main.address} %%{if}", "${aws_db_instance.main.address} %{if}"],
    ["keeps a reference that leads nowhere", "${aws_db_instance.gone.address}", "${aws_db_instance.gone.address}"],
    ["keeps a reference to what has no name of its own", "${aws_eip.main.public_ip}", "${aws_eip.main.public_ip}"],
  ])("%s", (_, text, read) => {
    expect(asNamed(stack, text)).toBe(read);
  });
});
