// Objects as their people meet them: an organisation with its families, objects and systems built through the pages, from
// nothing to a decided plan as PDF and Word; and what the demo region shows.
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

// Makes a record: links stand in the address, as where one adds from another record's page; the rest is written.
async function made(page, kind, fields, links = {}) {
  await page.goto(`/${kind}/new?${new URLSearchParams(links)}`);
  for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
  await page.click("main form.form button[type=submit][value=save], main form.form .form-actions button[type=submit]");
  const to = new URL(page.url());
  assert.match(to.search, /done=created/, `${kind} ${JSON.stringify(fields)}: ${(await text(page)).slice(0, 600)}`);
  return to.pathname.split("/").pop();
}

async function fill(page, name, value) {
  const field = page.locator(`main form.form [name="${name}"]`).first();
  const tag = await field.evaluate((element) => `${element.tagName} ${element.type}`);
  if (tag === "INPUT checkbox") return field.check();
  if (tag === "INPUT radio") return page.locator(`main form.form [name="${name}"][value="${value}"]`).check();
  if (tag.startsWith("SELECT")) return field.selectOption(value);
  return field.fill(value);
}

// Gives an object's roles to people of the demo, each from the object's own page.
async function giveRoles(object, unit) {
  const admin = await signedIn(browser, demo, "administrator");
  const about = new URL(object).pathname.split("/")[2];
  for (const [role, title, name] of [
    ["object-owner", "Objektägare Cosmic", "Objektägare vårdinformation"],
    ["maintenance-leader", "Förvaltningsledare Cosmic", "Förvaltningsledare vårdinformation"],
  ]) {
    await admin.goto(`/person?q=${encodeURIComponent(name)}`);
    await admin.locator("main table a", { hasText: name }).first().click();
    const person = new URL(admin.url()).pathname.split("/").pop();
    await made(admin, "assignment", { title, role, "period.from": "2024-01-01" }, { person, unit, about });
  }
  await admin.goto(object);
  assert.match(await text(admin), /Objektägare vårdinformation/);
  assert.deepEqual(admin.faults, []);
  await admin.context().close();
}

// The words of a PDF or a Word file, as other programs read them.
async function wordsOf(bytes, ending) {
  const folder = mkdtempSync(join(tmpdir(), "stadga-"));
  const file = join(folder, `plan.${ending}`);
  writeFileSync(file, bytes);
  const [program, ...asked] = ending === "pdf" ? ["pdftotext", file, "-"] : ["unzip", "-p", file, "word/document.xml"];
  const told = execFileSync(program, asked, { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return told.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");
}

const families = [
  ["Hälso- och sjukvård", "Att ge och dokumentera vård"], ["Trafik", "Att planera och köra kollektivtrafik"],
  ["Stödverksamhet", "Att sköta ekonomi, personal och uppföljning"], ["IT-verksamhet", "Att leverera it"],
];
const objects = [
  ["Cosmic", "core", 0, ["Cosmic"]], ["Bilddiagnostik", "core", 0, ["Sectra RIS"]], ["Förlossning", "core", 0, ["Obstetrix"]],
  ["Laboratorier", "core", 0, ["Flexlab"]], ["Trafikobjektet", "core", 1, []], ["Ekonomi Kronoberg", "support", 2, ["Raindance"]],
  ["Verksamhetsstyrning", "support", 2, ["Stratsys"]], ["Digital arbetsplats Kronoberg", "it", 3, ["Office 365"]],
  ["Identitet och skydd Kronoberg", "it", 3, []], ["Leverans", "it", 3, []],
];

test("t8_pm3_01_kronoberg_is_built_through_the_pages_to_a_decided_plan", async () => {
  const admin = await signedIn(browser, demo, "administrator");
  const unit = await made(admin, "unit", { name: "Region Kronoberg", unit_type: "organisation", "period.from": "2020-01-01", assignment: "Vård, trafik och utveckling." });
  await admin.goto("/person");
  await admin.locator("main table a", { hasText: "Samordningskansliet" }).first().click();
  const person = new URL(admin.url()).pathname.split("/").pop();
  await made(admin, "assignment", { title: "Configuration manager", role: "configuration-manager", "period.from": "2024-01-01" }, { person, unit });
  await admin.context().close();
  const office = await signedIn(browser, demo, "samordningskansli");
  const steers = (name) => made(office, "forum", { name, forum_type: "steering", purpose: "Prioriterar och beslutar.", "period.from": "2024-01-01" }, { unit });
  const portfolio = await made(office, "portfolio", { name: "Region Kronoberg" }, { steering: await steers("Portföljstyrgruppen i Kronoberg"), unit });
  const group = [];
  for (const [name, process] of families) {
    const steering = await steers(`Styrgruppen ${name} i Kronoberg`);
    group.push(await made(office, "family", { name: `${name} Kronoberg`, process }, { portfolio, steering, unit }));
  }
  for (const system of objects.flatMap(([, , , systems]) => systems)) {
    await made(office, "configuration-item", { name: system, item_type: "application" }, { unit, second_line: unit, third_line: unit });
    await office.locator("main button, main a", { hasText: "Ta i bruk" }).first().click();
    const more = office.locator("main form button[type=submit]", { hasText: "Ta i bruk" });
    if (!/done=moved/.test(office.url()) && await more.count()) await more.first().click();
  }
  for (const [name, kind, family] of objects) await made(office, "object", { name, class: kind }, { family: group[family], unit });
  await seen(office, "object-made");

  // What was read into the CMDB is outside until somebody gives it a place.
  await office.goto("/objects/outside");
  assert.match(await text(office), /Sectra RIS/);
  await seen(office, "outside");
  for (const [name, , , systems] of objects) {
    for (const system of systems) await office.locator(`select[aria-label="Objekt för ${system}"]`).selectOption({ label: name });
  }
  await office.locator("main form button", { hasText: "Sortera in" }).click();
  assert.doesNotMatch(await text(office), /Sectra RIS|Obstetrix|Flexlab|Raindance|Stratsys|Office 365/);

  // The mode: five questions, the steering group's decision.
  await office.goto("/objects/systems?words=Cosmic");
  await office.locator("main table a[href*='overview']").first().click();
  const cosmic = office.url();
  await office.locator("main a", { hasText: "Bedöm förvaltningsläge" }).click();
  for (const name of ["changed-conditions", "integration", "regulation", "performance", "replacement"]) await office.locator(`[name="${name}"][value=yes]`).check();
  await office.selectOption("#mode", "full");
  await office.selectOption("#model", "pm3");
  await office.fill("#date", "2026-11-02");
  await seen(office, "mode");
  await office.locator("main form button[type=submit]").click();
  assert.match(await text(office), /Verksamhetens förutsättningar ändras i stor omfattning: Ja/);
  await seen(office, "overview");

  // The roles: given through the pages, from the object's own page.
  await giveRoles(cosmic, unit);

  // The plan: begun by who leads the object, with what is known, not sent before it is whole.
  const leader = await signedIn(browser, demo, "forvaltningsledare-vard");
  await leader.goto(cosmic);
  await seen(leader, "roles");
  await leader.locator("main a", { hasText: "Skriv plan" }).first().click();
  await leader.locator("main form button", { hasText: "Börja skriva" }).click();
  const plan = leader.url().replace(/\/write.*/, "");
  assert.match(await text(leader), /saker saknas innan planen kan beslutas/);
  await seen(leader, "write");
  const write = async (part, fields, rows = []) => {
    await leader.goto(`${plan}/write/${part}`);
    for (const [name, values] of rows) {
      await leader.locator("button", { hasText: `Lägg till rad: ${name}` }).click();
      for (const [field, value] of Object.entries(values)) await fill(leader, field, value);
    }
    for (const [name, value] of Object.entries(fields)) await fill(leader, name, value);
    await leader.click("main form.form .form-actions button[type=submit]");
    assert.match(leader.url(), /write\?done=/, `${part}: ${(await text(leader)).slice(0, 500)}`);
  };
  await write("goals", { purpose: "Stabil journal under hela året, och färre klick." });
  await write("today", { calloffs_none: "Levereras som tjänst.", dependences_none: "Inga egna integrationer." });
  await write("changes", { others_none: "Inget hindrar andra." }, [
    ["Förändringar", { "changes.0.title": "Årets uppgradering", "changes.0.nature": "stability", "changes.0.way": "maintenance", "changes.0.infrastructure": "yes", "changes.0.consequence": "Fyra timmars avbrott." }],
    ["Förändringar", { "changes.1.title": "Mall för vårdplan", "changes.1.nature": "development", "changes.1.way": "maintenance" }],
  ]);
  await seen(leader, "write-done");
  await leader.locator("main form button", { hasText: "Skicka till styrgruppen" }).click();
  assert.match(await text(leader), /Hos styrgruppen/);
  assert.equal(await leader.locator("main a", { hasText: "För in styrgruppens beslut" }).count(), 0, "not by who wrote it");

  // A need: prepared by who leads the object.
  await leader.goto(cosmic);
  await leader.locator("main a", { hasText: "Lämna behov" }).first().click();
  await leader.fill("#title", "Kortare inloggning i Cosmic");
  await leader.locator("main form button", { hasText: "Lämna" }).click();
  await leader.goto("/");
  assert.match(await text(leader), /Bered behovet: Kortare inloggning i Cosmic/);
  assert.deepEqual(leader.faults, []);
  await leader.context().close();

  // Decided, and had as PDF and Word with all its parts.
  await office.goto(plan);
  await office.locator("main a", { hasText: "För in styrgruppens beslut" }).first().click();
  await office.fill("#date", "2026-11-20");
  await office.fill("#paragraph", "§ 12");
  await seen(office, "decide");
  await office.locator("main form button", { hasText: "Spara beslutet" }).click();
  assert.match(await text(office), /Beslutad/);
  for (const ending of ["pdf", "docx"]) {
    const answer = await office.request.get(`${plan}/documents/plan.${ending}`);
    assert.equal(answer.status(), 200);
    const words = await wordsOf(await answer.body(), ending);
    for (const part of ["Förvaltningsplan Cosmic", "Stabil journal under hela året", "Årets uppgradering", "Fyra timmars avbrott", "Mall för vårdplan", "Levereras som tjänst", "Inget hindrar andra"])
      assert.ok(words.includes(part), `${ending} lacks ${part}: ${words.slice(0, 1500)}`);
  }
  await office.goto(cosmic);
  assert.match(await text(office), /Förvaltningsplan Cosmic/);
  assert.deepEqual(office.faults, []);
  await office.context().close();
});

test("pm3_28_the_map_leads_to_objects_and_is_coloured_by_what_one_chooses", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  await page.goto("/objects");
  await seen(page, "foa");
  for (const colour of ["Vakanser", "Planens läge", "Kostnad", "Modell i dag"]) {
    await page.locator("nav.tabs a", { hasText: colour }).click();
    assert.match(await text(page), /Vårddokumentation/);
  }
  await page.locator("svg a", { hasText: "Vårddokumentation" }).first().click();
  assert.match(await text(page), /Verksamhetens roller/);
  await seen(page, "foa-object");
  for (const [address, name] of [["plans", "plans"], ["steering", "steering"], ["resources", "resources"], ["systems", "systems"]]) {
    await page.goto(`/objects/${address}`);
    await seen(page, name);
  }
  await page.context().close();
});

test("t14_who_asks_for_something_sees_the_answer", async () => {
  const page = await signedIn(browser, demo, "medarbetare");
  assert.match(await text(page), /Du har fått svar/);
  await page.goto("/objects/needs");
  await seen(page, "needs");
  await page.locator("main a", { hasText: "Läkemedel" }).first().click();
  await page.fill("#title", "Varning vid dubbel ordination");
  await page.fill("#description", "Det syns inte att läkemedlet redan är ordinerat.");
  await seen(page, "need-give");
  await page.locator("main form button", { hasText: "Lämna" }).click();
  assert.match(await text(page), /Varning vid dubbel ordination/);
  const leader = await signedIn(browser, demo, "forvaltningsledare-vard");
  assert.match(await text(leader), /Bered behovet: Varning vid dubbel ordination/);
  await leader.locator("main a", { hasText: "Varning vid dubbel ordination" }).first().click();
  await seen(leader, "need");
  await leader.context().close();
  await page.context().close();
});

test("pm3_24_a_survey_is_answered_from_ones_own_page", async () => {
  const page = await signedIn(browser, demo, "it-chef");
  await page.locator("main a", { hasText: "Svara på enkäten" }).first().click();
  await seen(page, "survey");
  for (const at of [0, 1, 2]) await page.locator(`[name=q${at}][value="4"]`).check();
  await page.locator("main form button", { hasText: "Skicka svaret" }).click();
  assert.doesNotMatch(await text(page), /Svara på enkäten/);
  await page.context().close();
});
