/** Preloaded by a program, makes it believe that it runs as many days from now as SHIFT_DAYS says, on another machine, by other chance. */
const os = require("node:os");
const { syncBuiltinESMExports } = require("node:module");

const RealDate = Date;
const shift = Number(process.env.SHIFT_DAYS) * 86_400_000;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + shift] : given));
  }

  static now() {
    return RealDate.now() + shift;
  }
};

const user = { ...os.userInfo(), username: "somebody", uid: 4321, gid: 4321, homedir: "/home/somebody", shell: "/bin/other" };
os.hostname = () => "elsewhere";
os.userInfo = () => user;
os.cpus = () => [];
os.release = () => "0.0.1-elsewhere";
os.networkInterfaces = () => ({});
syncBuiltinESMExports();

process.getuid = () => user.uid;
process.getgid = () => user.gid;
Math.random = () => 0.1234;
