// The extension: it starts the server, counts what is found, and has the commands.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { findCommand, install, type Options, type Settings } from "./server";

/** An article, as the server lists it. */
interface Article {
  uri: string;
  title: string;
  url: string;
  state: string;
}

const SOURCE = "postlint";
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const status = vscode.window.createStatusBarItem("postlint", vscode.StatusBarAlignment.Left, 0);
  status.name = "postlint";
  status.command = "workbench.actions.view.problems";
  const output = vscode.window.createOutputChannel("postlint", { log: true });
  const restart = async (): Promise<void> => {
    await stop();
    await start(context, output);
    count(status);
  };
  context.subscriptions.push(
    status,
    output,
    vscode.languages.onDidChangeDiagnostics(() => count(status)),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (["path", "python", "package"].some((name) => event.affectsConfiguration(`postlint.${name}`))) {
        await restart();
      }
    }),
    vscode.commands.registerCommand("postlint.restart", restart),
    vscode.commands.registerCommand("postlint.fix", fix),
    vscode.commands.registerCommand("postlint.explain", explain),
    vscode.commands.registerCommand("postlint.siteMap", openArticle),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function start(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Promise<void> {
  const command = await postlint(context, output);
  if (!command) {
    return;
  }
  output.info(`starting ${command} server`);
  const server: ServerOptions = { command, args: ["server"] };
  const options: Options = { trusted: vscode.workspace.isTrusted };
  const settings: LanguageClientOptions = {
    documentSelector: [{ language: "markdown", scheme: "file" }],
    initializationOptions: options,
    outputChannel: output,
  };
  client = new LanguageClient("postlint", "postlint", server, settings);
  await client.start();
}

/** The command to run; where there is none, the user is asked whether to install it. */
async function postlint(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Promise<string | undefined> {
  const environment = vscode.Uri.joinPath(context.globalStorageUri, "environment").fsPath;
  const settings = settingsOf();
  const found = await findCommand(settings, environment);
  if (found) {
    return found;
  }
  const wanted = settings.path ? `${settings.path} is no postlint with a language server.` : "postlint is not installed.";
  const answer = await vscode.window.showInformationMessage(
    `${wanted} Shall ${settings.package} be installed into an environment of the extension's own?`,
    "Install",
  );
  if (answer !== "Install") {
    return undefined;
  }
  const progress = { location: vscode.ProgressLocation.Notification, title: "Installing postlint" };
  try {
    await vscode.workspace.fs.createDirectory(context.globalStorageUri);
    return await vscode.window.withProgress(progress, () => install(settings, environment));
  } catch (error) {
    output.error(String(error));
    void vscode.window.showErrorMessage(`postlint could not be installed: ${String(error)}`);
    return undefined;
  }
}

function settingsOf(): Settings {
  const settings = vscode.workspace.getConfiguration("postlint");
  return {
    path: settings.get("path", ""),
    python: settings.get("python", "python3"),
    package: settings.get("package", "postlint[lsp,spelling]"),
  };
}

/** Show how many findings there are. */
function count(status: vscode.StatusBarItem): void {
  if (!client) {
    status.hide();
    return;
  }
  const found = vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics);
  const own = found.filter((diagnostic) => diagnostic.source === SOURCE);
  const of = (severity: vscode.DiagnosticSeverity): number =>
    own.filter((diagnostic) => diagnostic.severity === severity).length;
  const [errors, warnings, advice] = [
    of(vscode.DiagnosticSeverity.Error),
    of(vscode.DiagnosticSeverity.Warning),
    of(vscode.DiagnosticSeverity.Information),
  ];
  status.text = own.length ? `postlint $(error) ${errors} $(warning) ${warnings} $(info) ${advice}` : "postlint $(check)";
  status.tooltip = `${errors} errors, ${warnings} warnings, ${advice} pieces of advice`;
  status.show();
}

async function fix(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.postlint", apply: "first" });
}

/** Show the page of the rule at the cursor, or of one that is named. */
async function explain(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const here = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const found = here.find(
    (diagnostic) => diagnostic.source === SOURCE && editor && diagnostic.range.contains(editor.selection.active),
  );
  const rule = found ? String(found.code) : await vscode.window.showInputBox({ prompt: "The name of a rule" });
  const page = rule ? await ask<string>("postlint.server.explain", rule) : undefined;
  if (page) {
    const document = await vscode.workspace.openTextDocument({ content: page, language: "markdown" });
    await vscode.commands.executeCommand("markdown.showPreview", document.uri);
  } else if (rule) {
    void vscode.window.showWarningMessage(`There is no rule ${rule}.`);
  }
}

/** Let the user choose an article by its URL, title or file, and open it. */
async function openArticle(): Promise<void> {
  const articles = (await ask<Article[]>("postlint.server.siteMap")) ?? [];
  const items = articles.map((article) => ({
    label: article.title || article.url,
    description: article.url,
    detail: article.state === "published" ? undefined : article.state,
    uri: article.uri,
  }));
  const chosen = await vscode.window.showQuickPick(items, { matchOnDescription: true });
  if (chosen) {
    await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri));
  }
}

async function ask<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
  return client ? await client.sendRequest<T>("workspace/executeCommand", { command, arguments: args }) : undefined;
}
