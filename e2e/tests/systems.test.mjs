// The CMDB as its users meet it: what is asked, one click, what falls with what, and a list read from another system.
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

test("t19_the_owner_confirms_with_one_click", async () => {
  const page = await signedIn(browser, demo, "it-chef");
  await page.locator("main a", { hasText: "Bekräfta uppgifter i CMDB" }).first().click();
  assert.match(await text(page), /Kodförråd och byggtjänst/);
  await seen(page, "confirm");
  await page.locator("button[aria-label^='Kodförråd och byggtjänst']").click();
  assert.match(await text(page), /Bekräftat/);
  assert.doesNotMatch(await text(page), /Kodförråd och byggtjänst/);
  await page.context().close();
});

test("cmdb_02_what_falls_is_a_picture_whose_boxes_lead_on", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  await page.goto("/configuration-item?item_type=database");
  await page.locator("main table a", { hasText: "Databas journal" }).first().click();
  await seen(page, "item");
  await page.locator("nav.tabs a", { hasText: "Om den faller" }).click();
  assert.match(await text(page), /Ska få veta/);
  await seen(page, "impact");
  await page.selectOption("#planned", "no");
  await page.click("form.filters button[type=submit]");
  assert.match(page.url(), /planned=no/);
  await page.locator("svg a", { hasText: "Journalsystem" }).first().click();
  assert.match(await text(page), /Vårddokumentation/);
  await page.locator("nav.tabs a", { hasText: "Det den behöver" }).click();
  assert.match(await text(page), /Behövs/);
  await page.context().close();
});

test("cmdb_01_a_list_is_read_after_its_differences_were_seen", async () => {
  const page = await signedIn(browser, demo, "it-chef");
  await page.goto("/cmdb");
  await seen(page, "cmdb");
  await page.locator("main a", { hasText: "Nätövervakningens inventering" }).click();
  await seen(page, "source");
  await page.locator("main a", { hasText: "Läs från källan" }).click();
  const file = "Id;Namn;Typ;Version\nsto-01;Lagringssystem, hall 1;storage;9.4\nny-1;Ny växel;network-device;\nfel-1;;;\n";
  await page.setInputFiles("#file", { name: "nms.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.click("main form button[type=submit]");
  assert.match(await text(page), /Namnet saknas/);
  assert.match(await text(page), /9\.4/);
  await seen(page, "read");
  await page.locator("button", { hasText: "Skriv in 2 rader" }).click();
  assert.match(await text(page), /Inläst/);
  await page.context().close();
});

test("cmdb_07_the_catalogue_and_the_flows_are_lists", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  for (const kind of ["service", "integration", "transfer", "standard", "workplace-asset"]) {
    await page.goto(`/${kind}`);
    await seen(page, kind);
  }
  await page.context().close();
});
