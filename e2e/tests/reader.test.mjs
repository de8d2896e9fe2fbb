// From a file that is handed in to the finished answer, and what happens to files that are no reports.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { picture, signedIn, startBrowser, startDemo, violations } from "../browser.mjs";

const report = fileURLToPath(new URL("../../../shared/samples/audits/kronoberg-granskning-2024.txt", import.meta.url));
const out = fileURLToPath(new URL("../out/", import.meta.url));

let demo, browser, page;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  page = await signedIn(browser, demo, "strateg");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function handIn(name, buffer) {
  await page.goto("/audit/read");
  await page.setInputFiles("input[type=file]", { name, mimeType: "application/octet-stream", buffer });
  await page.click("main form button[type=submit]");
}

const key = "00".repeat(32);
const locked = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R/Size 3/ID[<${key}><${key}>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${key}>/U<${key}>>>>>
%%EOF`;
const picturePng = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const strangers = [
  ["an empty file", "rapport.txt", Buffer.alloc(0)],
  ["a picture", "rapport.png", picturePng],
  ["a picture that is called PDF", "rapport.pdf", picturePng],
  ["a locked PDF", "rapport.pdf", Buffer.from(locked)],
  ["a program that is called Word", "rapport.docx", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(4000, 0x90)])],
  ["a cut zip that is called Word", "rapport.docx", Buffer.from("PK\u0003\u0004 cut off")],
];

for (const [what, name, bytes] of strangers) {
  test(`aud_03_${what} gets a sentence that says so and what to do`, async () => {
    await handIn(name, bytes);
    const said = await page.locator("main [data-color=danger]").innerText();
    assert.match(said, /Inget har sparats\..+/s, said);
    assert.deepEqual(await violations(page), []);
    assert.equal((await page.request.get("/health")).status(), 200);
  });
}

test("a file of 60 MB is refused in words and the server stays up", async () => {
  await page.goto("/audit/read");
  const answer = await page.request.post("/audit/read", {
    multipart: { file: { name: "stor.txt", mimeType: "text/plain", buffer: Buffer.alloc(60 * 1024 * 1024, "a") } },
  });
  assert.ok([413, 422].includes(answer.status()), `answered ${answer.status()}`);
  assert.match(await answer.text(), /50 MB/);
  assert.equal((await page.request.get("/health")).status(), 200);
});

test("a text that is no audit gives an empty reading, not guesses", async () => {
  await handIn("dikt.txt", Buffer.from("Snön föll hela natten.\n\nPå morgonen var vägen borta och ingen kom.\n"));
  assert.equal(await page.locator(".findings li[data-from]").count(), 0);
  assert.deepEqual(await violations(page), []);
});

test("t37_the_kronoberg_report_becomes_an_answer_as_pdf_and_word", async (t) => {
  if (!existsSync(report)) return t.skip(`${report} is not here`);
  await handIn("granskning.txt", readFileSync(report));
  const findings = page.locator(".findings li[data-from]");
  assert.ok(await findings.count() > 40, `${await findings.count()} findings`);
  assert.deepEqual(await violations(page), []);
  await findings.nth(20).locator("a.where").click();
  assert.ok(await page.locator(".source .lit").count() > 0, "no line is lit up");
  await picture(page, "reading");

  // What is unsure is not taken: the user says which, here none.
  for (const unsure of await page.locator("li[data-unsure] input[value=drop]").all()) await unsure.check();
  await page.locator("button[form=reading]").click();
  await page.waitForURL(/\/audit\/[0-9a-f-]{36}$/);
  const audit = new URL(page.url()).pathname;
  assert.deepEqual(await violations(page), []);
  await picture(page, "audit");

  const recommendations = (await (await page.request.get(`/api/v1/recommendation?audit=${audit.split("/")[2]}`)).json());
  const records = recommendations.records ?? recommendations.items ?? recommendations.rows;
  assert.equal(records.length, 2, JSON.stringify(recommendations).slice(0, 400));
  for (const record of records) {
    const made = await page.request.post("/api/v1/measure", { data: { reason: "Beslutad", body: measure(record.id) } });
    assert.equal(made.status(), 201, await made.text());
  }

  await page.goto(`${audit}/answers`);
  await page.selectOption("[name=format]", "b");
  await page.click("main form[action$='/answers'] button[type=submit]");
  await page.waitForURL(/\/answer\/.*\/work/);
  const work = page.url();
  for (let left = 20; left && await page.locator("form[action*='/take/'] button").count(); left -= 1) {
    await page.locator("form[action*='/take/'] button").first().click();
    await page.goto(work);
  }
  assert.equal(await page.locator("form[action*='/take/']").count(), 0);
  assert.deepEqual(await violations(page), []);
  await picture(page, "answer");

  const answer = work.replace(/\/work.*/, "");
  const [pdf, word] = await Promise.all(["pdf", "docx"].map((end) => page.request.get(`${answer}/documents/answer.${end}`)));
  mkdirSync(out, { recursive: true });
  writeFileSync(`${out}answer.pdf`, await pdf.body());
  writeFileSync(`${out}answer.docx`, await word.body());
  const text = execFileSync("pdftotext", ["-layout", `${out}answer.pdf`, "-"], { encoding: "utf8" });
  assert.match(text, /Inför en gemensam rutin/);
  assert.equal((await word.body()).subarray(0, 2).toString(), "PK");

  await page.goto(answer);
  await page.click("form[action$='/move/review'] button");
  assert.match(await page.locator("main").innerText(), /[Gg]ranskning|[Ll]äses igenom/);
  assert.equal(await page.locator("form[action$='/move/review']").count(), 0, "the answer did not go to review");
});

/** A measure for a recommendation. */
function measure(recommendation) {
  return {
    title: "Inför en gemensam rutin", causes: [recommendation], raised: "2026-11-01",
    start: "2026-12-01", due: "2027-05-31", funding: "funded",
  };
}
