// How the server is started: which postlint, with which options. Nothing here knows of VS Code.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a user has set; all of it belongs to the machine, and none to a workspace. */
export interface Settings {
  path: string;
  python: string;
  package: string;
}

/** What the server is told of the editor before anything else. */
export interface Options {
  trusted: boolean;
}

/** The command `postlint` in an environment of Python. */
export function commandIn(environment: string): string {
  return process.platform === "win32"
    ? join(environment, "Scripts", "postlint.exe")
    : join(environment, "bin", "postlint");
}

/** The command to start: the one that is set, the one of the extension's own environment, or the one on the PATH. */
export async function findCommand(settings: Settings, environment: string): Promise<string | undefined> {
  const own = commandIn(environment);
  const candidates = settings.path ? [settings.path] : [...(existsSync(own) ? [own] : []), "postlint"];
  for (const candidate of candidates) {
    if (await canServe(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/** Whether a command is a postlint that has a language server. */
export async function canServe(command: string): Promise<boolean> {
  try {
    await run(command, ["server", "--check"], { timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** Make the environment of the extension, and give its command. */
export async function install(settings: Settings, environment: string): Promise<string> {
  const command = commandIn(environment);
  await run(settings.python, ["-m", "venv", environment], { timeout: 120_000 });
  const python = join(command, "..", process.platform === "win32" ? "python.exe" : "python");
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--upgrade", settings.package];
  await run(python, pip, { timeout: 600_000 });
  if (!(await canServe(command))) {
    throw new Error(`${settings.package} was installed into ${environment}, and has no language server`);
  }
  return command;
}
