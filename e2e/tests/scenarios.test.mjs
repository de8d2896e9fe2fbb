// Cases of the sources, rebuilt through the pages as their users would: what auditors found for each function of NIST CSF,
// the answer to six recommendations, the programme for NIS2. Forms and buttons only; functions, no persons.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { seen, signedIn, startBrowser, startDemo, text } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Presses what bears these words in the page's own part. */
const press = (page, words) => page.locator("main a, main button, main summary", { hasText: words }).first().click();

/** Writes fields by their names; what is chosen is named by its words. */
async function write(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).last();
    if (await field.evaluate((one) => one.tagName) === "SELECT") {
      await field.selectOption(await field.locator("option", { hasText: value }).first().getAttribute("value"));
    } else await field.fill(value);
  }
}

/** Writes a form and saves it. */
async function save(page, fields) {
  await write(page, fields);
  await page.click("main .form-actions button[value=save]");
  assert.match(page.url(), /done=(created|saved)/, `${JSON.stringify(fields)}: ${(await text(page)).slice(0, 600)}`);
}

/** A day so many days or weeks from now. */
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inWeeks = (weeks) => inDays(weeks * 7);

/** Turns the page that one is on to a past day. */
async function asOf(page, day) {
  await page.fill("#as-of", day);
  await page.press("#as-of", "Enter");
  await page.waitForURL(new RegExp(`as-of=${day}`));
}

const TYPES = { PDF: "application/pdf", Word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

/** What the page's own links to a document give, as PDF and as Word, read as other programs read it. */
async function documentsOf(page) {
  const told = {};
  for (const [form, type] of Object.entries(TYPES)) {
    const href = await page.locator(`main a[href$="${form === "PDF" ? ".pdf" : ".docx"}"]`).first().getAttribute("href");
    const answer = await page.request.get(href);
    assert.equal(answer.status(), 200, href);
    assert.equal(answer.headers()["content-type"], type);
    const folder = mkdtempSync(join(tmpdir(), "stadga-"));
    const file = join(folder, "document");
    writeFileSync(file, await answer.body());
    const [program, ...asked] = form === "PDF" ? ["pdftotext", file, "-"] : ["unzip", "-p", file, "word/document.xml"];
    told[form] = execFileSync(program, asked, { encoding: "utf8" }).replace(/<\/w:p>/g, " ").replace(/<[^>]+>/g, "").replace(/\s+/g, " ");
    rmSync(folder, { recursive: true });
  }
  return told;
}

/** Whether a document says this, wherever its lines are divided. */
const says = (words, part) => words.replace(/\s/g, "").includes(part.replace(/\s/g, ""));

/** The rows of the table with this name, each as its cells' words. */
const rows = (page, caption = "") => page.locator("main table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr")
  .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim().replace(/\s+/g, " "))));

// what was found for each function, with the requirement that it is told under and how that was graded.
const FOUND = {
  ID: ["ID.AM", "Uppfyllt", ["Ledningssystem på ISO 27000", "Styrmodellen", "Rollbeskrivningar", "Publicerade regler"]],
  PR: ["PR.AC", "Delvis uppfyllt", ["Programvara för skydd", "Behörighetslistor", "Besök i lokalerna", "Utbildning som är frivillig"]],
  DE: ["DE.CM", "Uppfyllt", ["Rutiner för loggkontroll", "Avtal om larmtjänster"]],
  RS: ["RS.CO", "Uppfyllt", ["Kontaktkedja", "Gemensam hantering", "Riktlinje för rapportering"]],
  RC: ["RC.RP", "Uppfyllt", ["Kontinuitetsdokument", "Säkerhetskopior med intervall", "Återläsning som prövats", "Cosmic återställs först"]],
};

/** Takes in, or brings up to date, frameworks and mappings that come along. */
async function layIn(page, ...names) {
  for (const name of names) {
    await page.goto("/framework/shipped");
    await page.locator("main tr", { hasText: name }).first().locator("button").click();
    assert.match(page.url(), /\/framework(-mapping)?\//, name);
  }
}

/** Begins an assessment of a framework for a part of the region. Gives the address of its requirements. */
async function begin(page, title, framework, scope) {
  await page.goto("/assessment");
  await press(page, "Ny bedömning");
  await save(page, { title, framework, scope, "period.from": "2026-01-01" });
  await press(page, "Krav för krav");
  await press(page, "Börja med");
  assert.match(await text(page), /krav visas/);
  return page.url().replace(/\?.*/, "");
}

/** Registers pieces of evidence, one after the other. */
async function register(page, titles) {
  await page.goto("/evidence");
  await press(page, "Nytt underlag");
  const form = page.url();
  for (const title of titles) {
    await page.goto(form);
    await save(page, { title, evidence_type: "Styrande dokument", reference: "Dnr RS 2026/17", date: "2026-03-02" });
  }
}

/** Links evidence to a requirement of an assessment and grades it. */
async function answer(page, sheet, [requirement, grade, evidence], more = {}) {
  await page.goto(sheet);
  await press(page, requirement);
  await press(page, "Underlag, åtgärder och ansvarig");
  // All but the last are put into the form one by one; what is chosen when it is saved comes along.
  for (const title of evidence.slice(0, -1)) {
    await write(page, { evidence: `${title} (UND-` });
    await page.locator("main button[value='find:evidence']").click();
    await page.locator("main label", { hasText: title }).first().waitFor();
  }
  await save(page, { evidence: `${evidence.at(-1)} (UND-` });
  await page.locator("main").getByRole("link", { name: "Bedöm", exact: true }).click();
  const beside = await page.locator("main section", { hasText: "Underlag och dokument" }).innerText();
  for (const title of evidence) assert.ok(beside.includes(title), beside);
  await page.getByLabel(grade, { exact: true }).check();
  await write(page, more);
  await press(page, "Spara och gå till nästa");
  assert.match(page.url(), /done=saved/);
}

/** How many pieces of evidence the requirements under each function are shown by. */
const counted = (page) => page.locator("main .parts table").evaluateAll((tables) => {
  const counts = {};
  for (const { caption, tBodies: [body] } of tables) {
    const [code] = caption.textContent.trim().split(/[\s.]/);
    const here = [...body.rows].map((row) => Number(row.cells[3].textContent));
    counts[code] = here.reduce((sum, one) => sum + one, counts[code] ?? 0);
  }
  return counts;
});

test("ctl_04_the_evidence_per_function_of_r_3_is_built_and_shown", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await layIn(page, "NIST Cybersecurity Framework 1.1");
  const sheet = await begin(page, "NIST CSF för it 2026", "NIST Cybersecurity Framework 1.1", "It-avdelningen");
  const titles = Object.values(FOUND).flatMap(([, , all]) => all);
  await register(page, titles);
  const need = { PR: { situation: "Verktyg och lokaler är i ordning.", need: "Utbildningen behöver bli en plikt." } };
  for (const [code, found] of Object.entries(FOUND)) await answer(page, sheet, found, need[code]);

  await page.goto(sheet);
  assert.deepEqual(await counted(page), { ID: 4, PR: 4, DE: 2, RS: 3, RC: 4 });
  for (const [requirement, grade] of Object.values(FOUND)) {
    assert.match(await page.locator("main tr", { hasText: requirement }).innerText(), new RegExp(`\\b${grade}`));
  }
  await press(page, "Tillämplighet");
  const shown = (await rows(page)).filter(([, , , , evidence]) => evidence);
  assert.deepEqual(shown.map(([requirement]) => requirement.split(" ")[0]), Object.values(FOUND).map(([requirement]) => requirement));
  shown.forEach(([, , , , evidence], at) => assert.equal(evidence, Object.values(FOUND)[at][2].join(" ")));
  await seen(page, "r3-statement");
  for (const [form, words] of Object.entries(await documentsOf(page))) {
    for (const title of titles) assert.ok(says(words, title), `${form} lacks ${title}: ${words}`);
  }
  await press(page, "GAP");
  assert.match((await rows(page, "GAP-lista")).join("\n"), /^PR\.AC[^\n]+Utbildningen behöver bli en plikt\.,Ingen åtgärd[^\n]+$/);
  for (const words of Object.values(await documentsOf(page))) assert.ok(says(words, "Utbildningen behöver bli en plikt."), words);

  // What a piece of evidence counts for is told on its own page and where it counts.
  await page.goto("/evidence");
  await press(page, "Kontaktkedja");
  assert.match((await rows(page, "Krav där underlaget räknas")).join(), /^RS\.CO.*NIST CSF för it 2026,Uppfyllt/);
  await press(page, "Var den räknas");
  assert.match((await rows(page, "Krav som berörs")).join(), /finns redan,RS\.CO.*NIST CSF för it 2026,It-avdelningen,direkt/);

  // The day before there was nothing of it: no page, no document, no list.
  assert.deepEqual(page.faults, []);
  await page.goto(sheet.replace("requirements", "statement"));
  await asOf(page, inDays(-1));
  assert.match(await text(page), /Fanns inte då/);
  const file = await page.request.get(`${sheet.replace("requirements", "files/statement.pdf")}?as-of=${inDays(-1)}`);
  assert.equal(file.status(), 404);
  for (const [kind, words] of [["assessment", "NIST CSF för it 2026"], ["evidence", "Kontaktkedja"], ["framework", "NIST Cybersecurity"]]) {
    await page.goto(`/${kind}?q=${encodeURIComponent(words)}&as-of=${inDays(-1)}`);
    assert.match(await text(page), /\b0 träffar/, kind);
  }
  await page.context().close();
});

test("ctl_05_evidence_of_csf_1_1_counts_in_csf_2_0_where_govern_has_none", async () => {
  const page = await signedIn(browser, demo, "strateg");
  page.setDefaultTimeout(10_000);
  await layIn(page, "NIST Cybersecurity Framework 1.1", "NIST Cybersecurity Framework 2.0", "NIST CSF 1.1 till 2.0");
  const old = await begin(page, "CSF 1.1 för service", "NIST Cybersecurity Framework 1.1", "Regionservice");
  const sheet = await begin(page, "CSF 2.0 för service", "NIST Cybersecurity Framework 2.0", "Regionservice");
  assert.equal((await counted(page)).GV, 0);
  await register(page, ["Förteckning över tillgångar"]);
  await answer(page, old, ["ID.AM", "Uppfyllt", ["Förteckning över tillgångar"]]);
  await page.goto("/evidence");
  await press(page, "Förteckning över tillgångar");
  await press(page, "Var den räknas");
  const reached = page.locator("main tbody tr", { hasText: "CSF 2.0 för service" });
  assert.ok(await reached.count() > 0, await text(page));
  for (const row of await reached.all()) await row.locator("input[name=take]").check();
  await press(page, "Lägg till de valda");
  await page.goto(sheet);
  const { GV, ID } = await counted(page);
  assert.equal(GV, 0);
  assert.ok(ID > 0);
  await page.context().close();
});

// recommendation, position, the answer's words, what it promises with the words for the time and the last day that they can mean.
const ANSWERS = [
  ["Anta regler som gör ansvaret tydligt", "Inte uttalat",
    "Ansvaret framgår av policy, riktlinje och instruktion. En reviderad riktlinje läggs fram våren 2025.",
    [["Reviderad riktlinje till regionstyrelsen", "våren 2025", "2025-05-31"]]],
  ["Uppdatera riktlinjer och instruktioner", "Instämmer delvis",
    "Beslutanderätten ges till informationssäkerhetschefen. Revideringen börjar under 2025.",
    [["Revideringen har börjat", "under 2025", "2025-12-31"]]],
  ["Följ att åtgärderna går framåt och har effekt", "Instämmer",
    "Ett nytt arbetssätt: tre områden valdes den 10 mars 2025, och åtgärderna görs 2025–2026.",
    [["Tre områden är valda", "10 mars 2025", "2025-03-10"], ["Åtgärderna är gjorda", "2025–2026", "2026-12-31"]]],
  ["Pröva informationssäkerhet i styrmodellen", "Instämmer",
    "Informationen klassas. Värdena är klara 2026.",
    [["K-värdena är klara", "2026", "2026-12-31"]]],
  ["Stärk uppföljningen av efterlevnad", "Instämmer",
    "Kontroller införs. De är systematiska tidigast 2026.",
    [["Uppföljningen är systematisk", "tidigast 2026", "Utan slutdag"]]],
  ["Gör det som NIS2 kräver", "Instämmer",
    "Ett verktyg för mognad är klart Q1 2025. Det som inte är påbörjat görs senast andra halvåret 2025.",
    [["Verktyget är klart", "Q1 2025", "2025-03-31"], ["Det som återstod är gjort", "senast andra halvåret 2025", "2025-12-31"]]],
];
const CLAIMS = [["Texterna följer inte dagens organisation", "Instämmer"], ["Ansvar saknas", "Instämmer inte"]];

/** Writes one part of an answer from the workbench. */
async function reply(page, work, subject, fields, claims = []) {
  await page.goto(work);
  await page.locator("main section", { hasText: subject }).locator("a", { hasText: "Skriv" }).click();
  for (const [at, [claim, position]] of claims.entries()) {
    await press(page, "Lägg till rad: Ställningstagande per påstående");
    await page.locator(`[name="claims.${at}.claim"]`).waitFor();
    await write(page, { [`claims.${at}.claim`]: claim, [`claims.${at}.position`]: new RegExp(`^${position}$`) });
  }
  await save(page, fields);
}

test("aud_15_aud_19_the_six_positions_and_the_promises_of_r_17_are_built_and_shown", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/audit");
  await press(page, "Ny granskning");
  await save(page, {
    title: "Granskning av ansvar och uppföljning", category: "Fördjupad", unit: "Regionstyrelsen (",
    diary_number: "REV 2024/31", fixed_on: "2024-11-20", assessed_on: "2024-10-01",
  });
  const audit = page.url().replace(/\?.*/, "");
  for (const [at, [subject]] of ANSWERS.entries()) {
    await page.goto(`${audit}/recommendations`);
    await press(page, "Ny rekommendation");
    await save(page, { number: `${at + 1}`, text: subject, addressee: "Regionstyrelsen (" });
  }
  await page.goto(audit);
  await press(page, "Börja svara");
  await page.locator("nav.tabs a", { hasText: /^\s*Svar/ }).click();
  await page.selectOption("#answer-format", { label: "C – ställningstagande per rekommendation" });
  await press(page, "Börja ett svar");
  const work = page.url();
  for (const [at, [subject, position, reasoning, promises]] of ANSWERS.entries()) {
    // To the first, no position was taken outright.
    const taken = at === 0 ? {} : { position: new RegExp(`^${position}$`) };
    await reply(page, work, subject, { ...taken, reasoning }, at === 1 ? CLAIMS : []);
    for (const [told, words, latest] of promises) {
      await page.goto(work);
      await page.locator("main section", { hasText: subject }).locator("a", { hasText: "Nytt löfte" }).click();
      await save(page, { text: told, words });
      if (/^\d/.test(latest)) assert.match(await text(page), new RegExp(`Senast\\s+${latest}`), words);
      else assert.match(await text(page), new RegExp(`Orden ”${words}” säger inte när`));
    }
  }
  const lacking = `Styrelsen har inte tagit ställning till ”${ANSWERS[0][0]}”`;
  await page.goto(work.replace("/work", ""));
  await press(page, "Lämna för granskning");
  assert.match(await text(page), new RegExp(lacking));
  await reply(page, work, ANSWERS[0][0], { position: "Inte uttalat" });
  await page.goto(work);
  await seen(page, "r17-work");
  await press(page, "Till svarets sida");
  await press(page, "Lämna för granskning");
  assert.match(page.url(), /done=moved/, await text(page));
  const parts = (await rows(page, "Svarsdelar")).map((row) => [row[0], row.at(-1)]);
  assert.deepEqual(parts, ANSWERS.map(([subject, position]) => [subject, position]));
  assert.deepEqual(page.faults.filter((fault) => !/422/.test(fault)), []);
  await page.context().close();
  await read(work);
});

/** What an auditor reads: positions with their claims, promises with their last days, on the page and in the document. */
async function read(work) {
  const page = await signedIn(browser, demo, "revisor");
  await page.goto(work);
  for (const [at, [subject, position, reasoning, promises]] of ANSWERS.entries()) {
    const part = page.locator("main section", { has: page.locator("h2", { hasText: `${at + 1}. ${subject}` }) });
    assert.equal((await part.locator("p.signs").innerText()).trim(), position, subject);
    const words = await part.innerText();
    assert.ok(words.includes(reasoning), words);
    for (const [told, time, latest] of promises) assert.match(words, new RegExp(`${told}: ${time} (senast )?${latest}`));
    assert.doesNotMatch(words, /Löftet står inte i texten/);
  }
  assert.deepEqual((await rows(page, "Ställningstagande per påstående")).map(([claim, position]) => [claim, position]), CLAIMS);
  for (const [form, words] of Object.entries(await documentsOf(page))) {
    const chapters = words.split(/Rekommendation \d: /).slice(1);
    const positions = chapters.map((chapter) => chapter.match(/Ställningstagande (Instämmer(?: delvis| inte)?|Inte uttalat)\./)?.[1]);
    assert.deepEqual(positions, ANSWERS.map(([, position]) => position), `${form}: ${words}`);
    for (const [claim, position] of CLAIMS) assert.match(chapters[1], new RegExp(`${claim} \\S* ?${position}`), form);
    for (const [, , , promises] of ANSWERS) for (const [, time] of promises) assert.ok(says(words, time), `${form} lacks ${time}`);
  }
  await page.goto("/board/promises");
  const promised = Object.fromEntries((await rows(page, "Löften")).map(([told, standing, time, latest]) => [told, [standing, time, latest]]));
  assert.deepEqual(promised["Reviderad riktlinje till regionstyrelsen"], ["Försenat", "våren 2025", "2025-05-31"]);
  assert.deepEqual(promised["Uppföljningen är systematisk"], ["Utan slutdag", "tidigast 2026", ""]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

// each part with its days as far as they are known, and how far it had come in spring 2025.
const PARTS = [
  ["Analys med fem delleveranser", {}, "Pågår", { started: "2024-12-02" }],
  ["GAP mot styrande dokument", { due: "2024-12-31", weeks: "8" }, "Klar", { started: "2024-11-04", done: "2024-12-20" }],
  ["Verktyg för mognad", { due: "2025-03-31", weeks: "12" }, "Klar", { started: "2025-01-07", done: "2025-03-28" }],
  ["Mätning av mognad", { due: "2025-05-31", weeks: "10" }, "Pågår", { started: "2025-04-01" }],
  ["Process för risker med it-stöd", { due: "2025-05-31", weeks: "26" }, "Pågår", { started: "2024-11-18" }],
  ["Process för incidenter", {}, "Införs", { started: "2024-12-02" }],
  ["Kontroller, först för NIS", { earliest: "2026-01-01" }, "Pågår", { started: "2024-12-16" }],
  ["Kontinuitetsplaner", { due: "2025-12-31", weeks: "26" }, "Inte påbörjad", {}],
  ["Utbildning för ledningen", { due: "2025-12-31", weeks: "16" }, "Inte påbörjad", {}],
  ["Digitala leveranskedjor", { due: "2025-12-31", weeks: "36" }, "Inte påbörjad", {}],
];

/** Takes a part one step on: the button, then the day that is asked for. */
async function step(page, words, day = {}) {
  if (!await page.locator("main button", { hasText: words }).first().isVisible()) await press(page, "Fler steg");
  await press(page, words);
  if (Object.keys(day).length) {
    await write(page, day);
    await page.click(".step .form-actions button[type=submit]:not([hidden])");
  }
  assert.match(page.url(), /done=moved/, await text(page));
}

/** Changes when a part of the programme is to be done. */
async function replan(page, plan, title, due) {
  await page.goto(plan);
  await page.locator("main table a", { hasText: title }).first().click();
  await press(page, "Ändra");
  await save(page, { due, _reason: "Planen görs om." });
}

const alarms = async (page) => (await page.locator("main section", { hasText: "Det som måste ses till" }).locator("li").allInnerTexts())
  .map((line) => line.replace(/\s+/g, " ").trim());

test("nis_03_t36_the_programme_of_r_9_is_built_and_tells_what_should_have_begun", async () => {
  const page = await signedIn(browser, demo, "sakerhetschef");
  await page.goto("/laws/programmes");
  await press(page, "Nytt lagprogram");
  await save(page, {
    title: "NIS2 våren 2025", purpose: "Leva upp till lagen.", laws: "Cybersäkerhetslagen (",
    start: "2024-11-04", ordinary_from: "2026-01-01",
  });
  await press(page, "Starta");
  await press(page, "Plan och läge");
  const plan = page.url();
  for (const [at, [title, days, state, { started, done }]] of PARTS.entries()) {
    await page.goto(plan);
    await press(page, "Ny delleverans");
    await save(page, { title, place: `${at + 1}`, owner: "Säkerhetschef", ...days });
    if (started) await step(page, "Starta", { started });
    if (state === "Införs") await step(page, "Börja införa");
    if (done) await step(page, "Markera som klar", { done });
  }
  await page.goto(plan);
  await press(page, "Process för incidenter");
  await press(page, "Ny åtgärd för delen");
  await save(page, { title: "Inför processen för incidenter" });

  // As it was planned then: what has passed since is told, and what nobody has set a time for.
  await page.goto(plan);
  const told = await rows(page, "Delleveranser");
  assert.deepEqual(told.map(([title, state]) => [title, state]), PARTS.map(([title, , state]) => [title, state]));
  assert.deepEqual(told.slice(-3).map(([, , latest]) => latest), ["2025-07-02", "2025-09-10", "2025-04-23"]);
  assert.match(told[5].join(), /Införs,–,–,Tid saknas,1/);
  assert.deepEqual((await page.locator("main ul.tiles li").allInnerTexts()).map((tile) => tile.replace(/\s+/g, " ").trim()),
    ["2 / 10 klara", "1 införs", "4 pågår", "3 inte påbörjade", "8 larm"]);
  assert.ok((await alarms(page)).includes("Skulle ha varit klar Kontinuitetsplaner 2025-12-31"));
  await seen(page, "r9-plan");

  // Planned anew: the one should have begun, the other must soon, the third has time.
  await replan(page, plan, "Kontinuitetsplaner", inWeeks(8));
  await replan(page, plan, "Utbildning för ledningen", inWeeks(20));
  await replan(page, plan, "Digitala leveranskedjor", inWeeks(60));
  await page.goto(plan);
  const rung = await alarms(page);
  assert.deepEqual(rung.slice(0, 4), ["Skulle ha varit klar Mätning av mognad 2025-05-31", "Skulle ha varit klar Process för risker med it-stöd 2025-05-31",
    `Skulle ha börjat Kontinuitetsplaner ${inWeeks(8 - 26)}`, `Måste börja senast Utbildning för ledningen ${inWeeks(20 - 16)}`]);
  assert.doesNotMatch(rung.join(), /leveranskedjor/);
  for (const [form, words] of Object.entries(await documentsOf(page))) {
    for (const told of [...PARTS.flatMap(([title, , state]) => [title, state]), "Skulle ha börjat"]) assert.ok(says(words, told), `${form} lacks ${told}: ${words}`);
  }
  await page.goto("/laws/programmes");
  assert.match((await rows(page, "Lagprogram")).join("\n"), /NIS2 våren 2025,Pågår,2,5,3,7 larm,2026-01-01/);
  assert.deepEqual(page.faults, []);

  // Earlier it was not there; that of the demo tells then what R-9 tells.
  await page.goto(plan);
  await asOf(page, inDays(-1));
  assert.match(await text(page), /Fanns inte då/);
  await page.goto("/laws/programmes");
  await press(page, "NIS2-programmet");
  await asOf(page, "2025-04-30");
  const then = (await rows(page, "Delleveranser")).map(([title, state]) => `${title}: ${state.replace(/ \d+ %/, "")}`);
  assert.deepEqual(then.map((line) => line.split(": ")[1]), PARTS.map(([, , state]) => state));
  assert.match((await alarms(page)).join("; "), /Skulle ha börjat Digitala leveranskedjor 2025-04-23; Måste börja senast Kontinuitetsplaner 2025-06-04/);
  await page.context().close();
});
