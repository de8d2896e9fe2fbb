// Classification as its users meet it: an owner classifies alone and the system inherits, coverage, K-values, a list read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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

// Chooses the same level in all four questions of a page, and goes on.
async function answer(page, aspect, level) {
  for (const area of ["person", "task", "law", "society"]) {
    await page.check(`input[name=${aspect}-${area}][value="${level}"]`);
  }
  await page.click("button[name=act][value=next]");
}

test("cls_12_an_owner_classifies_alone_from_the_own_page", async () => {
  const page = await signedIn(browser, demo, "trafikdirektor");
  await page.locator("main a", { hasText: "Klassa Köp av biljetter" }).first().click();
  assert.match(await text(page), /Till exempel/);
  await seen(page, "classify");
  // Nothing chosen: what lacks is told, and the page is still there.
  await page.click("button[name=act][value=next]");
  assert.match(await text(page), /Svara på de här frågorna också/);
  await answer(page, "confidentiality", "1");
  await answer(page, "integrity", "2");
  await answer(page, "availability", "2");
  assert.match(await text(page), /hoppa över/);
  await page.click("button[name=act][value=next]");
  assert.match(await text(page), /Så här blev det/);
  await seen(page, "outcome");
  await page.click("button[name=act][value=save]");
  assert.match(await text(page), /Klassad/);
  assert.match(await text(page), /Så hanterar du informationen/);
  await page.goto("/configuration-item?words=Biljettsystem");
  await page.locator("main table a", { hasText: "Biljettsystem" }).first().click();
  assert.match(await text(page), /1-2-2/);
  await page.context().close();
});

test("nis_05_an_answer_that_means_protective_security_ends_it", async () => {
  const page = await signedIn(browser, demo, "it-chef");
  await page.goto("/information-object?words=Programkod");
  await page.locator("main table a", { hasText: "Programkod" }).first().click();
  await page.locator("main a", { hasText: "Klassa" }).first().click();
  for (const area of ["person", "task", "law"]) {
    await page.check(`input[name=confidentiality-${area}][value="1"]`);
  }
  await page.check('input[name=confidentiality-society][value="4"]');
  await page.click("button[name=act][value=next]");
  assert.match(await text(page), /inget av dina svar är sparat/);
  await seen(page, "stop");
  await page.fill("#reference", "SÄK 2026/31");
  await page.locator("button", { hasText: "Spara hänvisningen" }).click();
  assert.match(await text(page), /Hanteras på annat håll/);
  await page.context().close();
});

test("t3_cls_07_coverage_and_systems_tell_who_has_what_left", async () => {
  const page = await signedIn(browser, demo, "rs-ordforande");
  await page.goto("/classes");
  assert.match(await text(page), /Efter ägare/);
  await seen(page, "coverage");
  await page.locator("ul.tiles a", { hasText: "Oklassad" }).click();
  assert.match(await text(page), /Kallelser och bokade tider/);
  for (const [address, name] of [["systems", "class-systems"], ["values", "values"], ["demands?confidentiality=3", "demands"], ["preconditions", "preconditions"]]) {
    await page.goto(`/classes/${address}`);
    await seen(page, name);
  }
  await page.context().close();
});

test("cls_08_what_a_class_demands_and_lacks_becomes_measures_in_one_step_by_the_keyboard", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/classes/systems");
  await page.locator("main table a", { hasText: "Personal- och lönesystem" }).click();
  assert.match(await text(page), /Inloggning med två faktorer/);
  await seen(page, "protection");
  // What nobody has spoken of is there; what lacks stays as it was said. Then one press.
  await page.focus("#rest");
  await page.keyboard.type("Finns");
  assert.equal(await page.locator("#rest").inputValue(), "there");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.value), "raise");
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=saved/);
  const title = /Inloggning med två faktorer i Personal- och lönesystem/;
  assert.match(await text(page), title);
  const { groups } = /(?<said>\d+) av (?<all>\d+) är sagda/.exec(await text(page));
  assert.equal(groups.said, groups.all);
  await seen(page, "protection-said");
  const count = async () => (await all(page, "measure")).filter(({ body }) => title.test(body.title)).length;
  assert.equal(await count(), 1);
  const again = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.click("button[name=act][value=raise]");
  assert.equal((await again).status(), 303);
  assert.equal(await count(), 1, "what is under way is not proposed again");
  await page.context().close();
});

// Every record of a kind that the reader may read.
async function all(page, kind) {
  const answer = await page.request.get(`/api/v1/${kind}?size=200`);
  assert.equal(answer.status(), 200, kind);
  return (await answer.json()).records;
}

// The kinds that a record of this description can be about; "any" where it can be about everything.
function targets(schema, found = new Set()) {
  if (schema === null || typeof schema !== "object") return found;
  if ("x-links-to" in schema) {
    const kinds = schema["x-links-to"];
    for (const kind of Array.isArray(kinds) && kinds.length ? kinds : ["any"]) found.add(kind);
  }
  for (const part of Object.values(schema)) targets(part, found);
  return found;
}

test("cls_14_what_is_about_the_highest_is_proposed_to_be_marked_on_every_kind_that_can_be", async () => {
  const page = await signedIn(browser, demo, "strateg");
  const { components } = await (await page.request.get("/api/v1/openapi.json")).json();
  const toml = readFileSync(new URL("../../content/classification/days.toml", import.meta.url), "utf8");
  const about = [.../\nabout = \[([^\]]*)\]/.exec(toml)[1].matchAll(/"([^"]+)"/g)].map(([, kind]) => kind);
  // These have a section of their own; and these are not open to all anyway.
  const apart = ["classification", "configuration-item", "information-object", "mark", "protective-reference", "reading"];
  const can = Object.entries(components.schemas)
    .filter(([name]) => name.endsWith("-body"))
    .filter(([, schema]) => [...targets(schema)].some((kind) => ["any", "configuration-item", "information-object"].includes(kind)))
    .map(([name]) => name.slice(0, -"-body".length));
  assert.deepEqual([...about].sort(), can.filter((kind) => !apart.includes(kind)).sort());

  // Then on the pages: the systems that are among the highest, and the first open record of each kind that is about one.
  await page.goto("/classes/systems");
  const high = await page.locator("main table tbody tr").evaluateAll((rows) => rows
    .filter((row) => /(^|\s)3-\d-\d/.test(row.innerText))
    .map((row) => row.querySelector("a[href*='/protection']")?.href.split("/").at(-2))
    .filter(Boolean));
  assert.ok(high.length > 3, "the demo has systems on the highest level");
  const shown = [];
  for (const kind of about) {
    const records = (await all(page, kind)).filter((record) => record.withheld === undefined);
    const one = records.find(({ body }) => high.some((id) => JSON.stringify(body).includes(id)));
    if (one === undefined) continue;
    await page.goto(`/${kind}/${one.id}`);
    assert.match(await text(page), /Utan sekretessmarkering\s+Posten handlar om/, `${kind} ${one.number}`);
    shown.push(kind);
  }
  assert.ok(shown.length >= 6, `only on ${shown}`);
  await page.goto("/classes/systems");
  await page.locator("main a", { hasText: "Högst klassat utan sekretessmarkering" }).click();
  assert.match(await text(page), /Journalsystem/);
  await seen(page, "unmarked");
  await page.context().close();
});

test("cls_10_cls_15_rounds_and_reviews_show_what_they_go_by", async () => {
  const page = await signedIn(browser, demo, "strateg");
  for (const [kind, title, said] of [
    ["classification-round", "Direktörernas information 2026", /Så långt har omgången kommit[^]*Kvar, efter ägare/],
    ["classification-round", "Införande av klassning 2024", /Så stod det när omgången lämnades över/],
    ["classification-review", "Översyn av klassningen 2026", /Underlag till översynen/],
  ]) {
    const { id } = (await all(page, kind)).find(({ body }) => body.title === title);
    await page.goto(`/${kind}/${id}`);
    assert.match(await text(page), said);
    await seen(page, `${kind}-${id.slice(-4)}`);
  }
  await page.context().close();
});

test("cls_13_who_asks_owners_sees_what_they_lack_and_others_that_it_is_not_theirs", async () => {
  const strategist = await signedIn(browser, demo, "strateg");
  await strategist.goto("/classes/preconditions");
  assert.match(await text(strategist), /Vad ägarna saknar/);
  await seen(strategist, "preconditions-answers");
  await strategist.locator("main a", { hasText: "Föreslå en åtgärd" }).first().click();
  assert.match(await strategist.locator("main [name=title]").inputValue(), /Ge ägarna förutsättningar/);
  await strategist.context().close();
  const employee = await signedIn(browser, demo, "medarbetare");
  await employee.goto("/classes/preconditions");
  assert.match(await text(employee), /Svaren läses bara av/);
  await employee.context().close();
});

test("cls_05_a_list_of_another_tool_is_read_after_it_was_seen", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/classification-source");
  await page.locator("main table a", { hasText: "Uttag ur KLASSA" }).click();
  await page.locator("main a", { hasText: "Läs in en lista" }).click();
  const file = "Resultat ur KLASSA;;;;\nInformationsobjekt;K;R;T;Datum\nBlodgivare och blodprodukter;3;3;2;2026-10-01\nOkänt;1;1;1;2026-10-01\n";
  await page.setInputFiles("#file", { name: "klassa.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.click("main form button[type=submit]");
  assert.match(await text(page), /finns inte här/);
  await seen(page, "read-list");
  await page.locator("button", { hasText: "Skriv in 1 klassning" }).click();
  assert.match(await text(page), /Uttag ur KLASSA/);
  await page.context().close();
});
