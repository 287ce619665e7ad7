import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

/** Makes a folder that only its owner may look into, also where one lies that others may. */
export function folderForOwner(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
}

/** Writes a file that only its owner may read, also where one lies that others may. */
export function writeForOwner(file: string, content: string | Buffer): void {
  rmSync(file, { force: true });
  writeFileSync(file, content, { mode: 0o600 });
}
