// Classification as its users meet it: an owner classifies alone and the system inherits, coverage, K-values, a list read.
import assert from "node:assert/strict";
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

test("cls_08_what_a_class_demands_and_lacks_becomes_measures", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/classes/systems");
  await page.locator("main table a", { hasText: "Personal- och lönesystem" }).click();
  assert.match(await text(page), /Inloggning med två faktorer/);
  await seen(page, "protection");
  await page.locator("button", { hasText: "Föreslå åtgärderna" }).click();
  assert.match(await text(page), /Inloggning med två faktorer i Personal- och lönesystem/);
  await page.context().close();
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
