// Drives the server as the extension does: found by the same code, asked by the protocol's own client, over stdio.
// POSTLINT_PATH is the command, POSTLINT_SITE a site; exits with 0 where all went as it should.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
} from "vscode-languageserver-protocol/node";

import { findCommand, type Options } from "../src/server";

async function main(): Promise<void> {
  const settings = { path: process.env["POSTLINT_PATH"] ?? "postlint", python: "python3", package: "postlint[lsp]" };
  assert.equal(await findCommand({ ...settings, path: "/nowhere/postlint" }, tmpdir()), undefined);
  const command = await findCommand(settings, tmpdir());
  assert.ok(command, `${settings.path} cannot serve`);
  const site = process.env["POSTLINT_SITE"] ?? ".";
  const server = spawn(command, ["server"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const file = join(site, "content", "posts", "notes.md");
  const uri = pathToFileURL(file).href;
  const shown = new Promise<Diagnostic[]>((resolve) => {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      if (params.uri === uri && params.version === 1 && params.diagnostics.length) {
        resolve(params.diagnostics);
      }
    });
  });
  connection.listen();
  const options: Options = { trusted: true };
  const root = { uri: pathToFileURL(site).href, name: "site" };
  const answer = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: root.uri,
    workspaceFolders: [root],
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    initializationOptions: options,
  });
  assert.equal(answer.serverInfo?.name, "postlint");
  await connection.sendNotification(InitializedNotification.type, {});
  const text = `${readFileSync(file, "utf8")}\n[a](pl\n\n[typed ](/posts/plan/)\n`;
  const textDocument = { uri, languageId: "markdown", version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const diagnostics = await shown;
  assert.ok(diagnostics.some((diagnostic) => diagnostic.code === "link/padded-text"));
  const lines = text.split("\n");
  const line = lines.indexOf("[a](pl");
  const completed = (await connection.sendRequest(CompletionRequest.type, {
    textDocument,
    position: { line, character: 6 },
  })) as CompletionList;
  assert.ok(completed.items.some((item) => item.textEdit?.newText === "/posts/plan/"));
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: 0 } };
  const actions = (await connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range,
    context: { diagnostics: [], only: ["source.fixAll"] },
  })) as CodeAction[];
  assert.deepEqual(actions.map((action) => action.kind), ["source.fixAll.postlint"]);
  const page: unknown = await connection.sendRequest(ExecuteCommandRequest.type, {
    command: "postlint.server.explain",
    arguments: ["link/padded-text"],
  });
  assert.match(String(page), /^# link\/padded-text/);
  const map: unknown = await connection.sendRequest(ExecuteCommandRequest.type, { command: "postlint.server.siteMap" });
  assert.ok(Array.isArray(map) && map.length === 2);
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  const code = await new Promise((resolve) => server.once("exit", resolve));
  assert.equal(code, 0);
  connection.dispose();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
