"use strict";
const data = JSON.parse(document.getElementById("data").textContent), PAGE = 25;
const make = (name, properties = {}, ...inside) => { const made = Object.assign(document.createElement(name), properties); made.append(...inside); return made; };
const path = n => data.folders[data.articles[n][1]] + data.articles[n][2];
const title = n => data.articles[n][0] || path(n);
const bdi = text => make("bdi", { textContent: text });
const parted = text => make("bdi", {}, ...text.split("/").flatMap((part, at) => at ? ["/", make("wbr"), part] : [part]));
const toArticle = n => make("a", { href: "#article-" + n }, bdi(title(n)));
const listed = (items, show) => items.flatMap((item, at) => (at ? [", ", show(item)] : [show(item)]));
const web = text => /^https?:\/\/[^\s\\]+$/i.test(text);
const toWeb = (url, text) => (web(url) ? make("a", { href: url, rel: "noopener noreferrer", textContent: text }) : bdi(text));
const size = n => (n < 1000 ? n + " bytes" : n >= 999500 ? (n / 1e6).toFixed(1) + " MB" : Math.round(n / 1e3) + " kB");
const plain = (kind, values, cell) => kind === "article" ? title(cell) + " " + path(cell) : kind === "articles" ? cell.map(path).join(" ")
  : kind === "choice" ? values[cell] : kind === "choices" ? cell.map(n => values[n]).join(", ") : cell;
const shown = (kind, values, cell) => kind === "article" ? [toArticle(cell), ...(data.articles[cell][0] ? [make("small", {}, parted(path(cell)))] : [])] : kind === "articles" ? listed(cell, toArticle)
  : kind === "number" ? [cell.toLocaleString("en")] : kind === "decimal" ? [cell.toLocaleString("en", { minimumFractionDigits: 1 })] : kind === "size" ? [size(cell)] : kind === "address" ? [toWeb(cell, cell)]
  : kind === "code" ? [parted(cell)] : kind === "rule" ? [toWeb(data.pages[data.rules.indexOf(cell)] || "", cell)] : [plain(kind, values, cell)].filter(text => text !== "").map(bdi);
const cell = ([name, kind, values], value) => { const made = make("td", { className: kind }, ...shown(kind, values, value)); made.dataset.name = name; return made; };
const inCsv = text => { const safe = typeof text === "string" && /^[\s]*[=+\-@]|^[\t\r]/.test(text) ? "'" + text : String(text); return '"' + safe.replaceAll('"', '""') + '"'; };

for (const box of document.querySelectorAll("[data-table]")) {
  const { caption, columns, rows } = data.tables[box.dataset.table];
  const body = box.querySelector("tbody"), count = box.querySelector(".count"), heads = box.querySelectorAll("th");
  const visible = columns.map((_, at) => at).filter(at => !columns[at][4]);
  const chosen = new Map(); let found = rows, page = 0, sorted = [-1, 1];
  const text = (row, at) => plain(columns[at][1], columns[at][2], row[at]);
  const draw = () => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE)); page = Math.max(0, Math.min(page, pages - 1));
    body.replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(row => make("tr", {}, ...visible.map(at =>
      cell(columns[at], row[at])))));
    count.textContent = found.length === rows.length ? `(${rows.length.toLocaleString("en")})` : `(${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")})`;
    where.textContent = `Page ${page + 1} of ${pages}`; back.disabled = page === 0; next.disabled = page + 1 === pages; turn.hidden = pages === 1;
  };
  const choose = () => {
    found = rows.filter(row => [...chosen.values()].every(fits => fits(row)));
    const [at, way] = sorted, value = row => (columns[at][1].startsWith("articles") || columns[at][1] === "choices" ? row[at].length : columns[at][1] === "article" || columns[at][1] === "choice" ? text(row, at).toLowerCase() : row[at]);
    if (at >= 0) found = found.map(row => [value(row), row]).sort(([a], [b]) => (a < b ? -way : a > b ? way : 0)).map(pair => pair[1]);
    page = 0; draw();
  };
  const when = (key, field, fits) => field.addEventListener("input", () => { field.value === "" ? chosen.delete(key) : chosen.set(key, fits); choose(); });
  const labelled = (name, field) => make("label", {}, name, field), controls = make("div", { className: "controls" });
  if (rows.length > 10) {
    const search = make("input", { type: "search" });
    when("search", search, row => visible.some(at => String(text(row, at)).toLowerCase().includes(search.value.toLowerCase())));
    controls.append(labelled("Search", search));
  }
  columns.forEach(([name, kind, values, filter], at) => {
    if (filter && kind === "number") for (const [word, way] of [["at least", 1], ["at most", -1]]) {
      const field = make("input", { type: "number", min: 0 });
      when(at + word, field, row => way * (row[at] - field.value) >= 0); controls.append(labelled(`${name}, ${word}`, field));
    } else if (filter && values.length > 1) {
      const field = make("select", {}, new Option("all", "")); const order = values.map((_, n) => n).sort((a, b) => values[a].localeCompare(values[b]));
      field.append(...order.map(n => new Option(values[n] || "(none)", n)));
      when(at, field, row => (kind === "choices" ? row[at].includes(+field.value) : row[at] === +field.value)); controls.append(labelled(name, field));
    }
  });
  const save = make("button", { type: "button", textContent: "Save as CSV" });
  save.addEventListener("click", () => {
    const lines = [columns.map(column => column[0]), ...found.map(row => columns.map((_, at) => text(row, at)))].map(line => line.map(inCsv).join(","));
    const url = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    make("a", { href: url, download: box.dataset.table + ".csv" }).click(); setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  controls.append(save); box.prepend(controls);
  heads.forEach((head, number) => {
    const at = visible[number], button = make("button", { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => {
      sorted = [at, sorted[0] === at ? -sorted[1] : ["number", "decimal", "size"].includes(columns[at][1]) ? -1 : 1];
      heads.forEach(other => other.removeAttribute("aria-sort")); head.setAttribute("aria-sort", sorted[1] > 0 ? "ascending" : "descending"); choose();
    });
    head.replaceChildren(button);
  });
  const back = make("button", { type: "button", textContent: "Back" }), next = make("button", { type: "button", textContent: "Next" }), where = make("span", { role: "status" });
  back.addEventListener("click", () => { page--; draw(); }); next.addEventListener("click", () => { page++; draw(); });
  const turn = make("div", { className: "controls pages" }, back, where, next); box.querySelector(".scroll").after(turn);
  draw();
}

const section = document.getElementById("article"), WORDS = ["error", "warning", "advice"];
const typed = name => /^[\w./,:@%+=-]+$/.test(name) ? name : "'" + name.replaceAll("'", "'\\''") + "'";
const show = () => {
  const match = /^#article-(\d+)$/.exec(location.hash), n = match ? +match[1] : -1;
  section.hidden = !data.articles[n]; if (section.hidden) return;
  const about = data.details[n], named = (name, list) => list ? [make("h3", { textContent: name }), make("ul", {}, ...list.map(other => make("li", {}, toArticle(other))))] : [];
  const head = make("h2", { id: "article-title", tabIndex: -1 }, bdi(title(n))), { url = "", why = "", findings = [], by, to, could } = about || {};
  section.replaceChildren(head, make("p", {}, make("code", { textContent: path(n) }), " ", ...(url ? [data.base && !why ? toWeb(data.base + url, url) : bdi(url)] : []), ...(why ? [" It " + why + "."] : [])),
    make("p", {}, make("code", { textContent: data.command + typed(data.prefix + path(n)) })));
  if (!about) section.append(make("p", { textContent: "There was no room in this file for more; the command shows its findings." }));
  if (about && !findings.length) section.append(make("p", { textContent: "Nothing is found in it." }));
  section.append(make("ol", { className: "findings" }, ...findings.map(([line, column, severity, rule, message, before, marked, behind, fix]) => make("li", {},
    make("span", { className: "severity " + "ewi"[severity], textContent: WORDS[severity] }), ` in line ${line}, column ${column}: `, bdi(message), " (", toWeb(data.pages[rule], data.rules[rule]), ["", ", repaired by fix", ", repaired by fix --unsafe"][fix] + ")",
    ...(marked ? [make("blockquote", { dir: "auto" }, before, make("mark", { textContent: marked }), behind)] : [])))));
  section.append(...named("Linked by", by), ...named("Links to", to), ...named("Could link to, being about the same", could), make("p", {}, make("a", { href: "#articles", textContent: "All articles" })));
  section.scrollIntoView(); head.focus();
};
addEventListener("hashchange", show); show();
