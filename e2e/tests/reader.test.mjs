// From a file that is handed in to the finished answer, and what happens to files that are no reports.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    assert.equal((await page.request.get("/health/ready")).status(), 200);
  });
}

test("a file of 60 MB is refused in words and the server stays up", async () => {
  await page.goto("/audit/read");
  const answer = await page.request.post("/audit/read", {
    multipart: { file: { name: "stor.txt", mimeType: "text/plain", buffer: Buffer.alloc(60 * 1024 * 1024, "a") } },
  });
  assert.ok([413, 422].includes(answer.status()), `answered ${answer.status()}`);
  assert.match(await answer.text(), /50 MB/);
  assert.equal((await page.request.get("/health/ready")).status(), 200);
});

/** How much memory the server has held at most, in MB. */
const held = () => Number(readFileSync(`/proc/${demo.process.pid}/status`, "utf8").match(/VmHWM:\s+(\d+) kB/)[1]) / 1024;

test("a file of 200 MB gets the sentence in the browser, and the server's memory stays flat", async () => {
  const heavy = join(tmpdir(), `stadga-${process.pid}.txt`);
  writeFileSync(heavy, "");
  truncateSync(heavy, 200 * 1024 * 1024);
  try {
    for (const form of ["/audit/read", "/measure/import"]) {
      const before = held();
      await page.goto(form);
      await page.setInputFiles("input[type=file]", heavy);
      const [answer] = await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === "POST"),
        page.locator("main form button[type=submit]").first().click(),
      ]);
      assert.equal(answer.status(), 413, form);
      assert.match(await page.locator("main").innerText(), /50 MB/);
      assert.ok(held() - before < 40, `${form}: ${before} MB became ${held()} MB`);
    }
    const shown = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const curl = (...more) => execFileSync("curl", ["-sS", "-b", shown, "-w", "%{http_code}", "--data-binary", `@${heavy}`, ...more,
      `${demo.address}/api/v1/files?name=stor.txt`], { encoding: "utf8" });
    for (const said of [curl(), curl("-H", "Expect:")]) assert.match(said, /"code":"too-large".*413$/s);
  } finally {
    rmSync(heavy);
  }
});

test("a text that is no audit gives an empty reading, not guesses", async () => {
  await handIn("dikt.txt", Buffer.from("Snön föll hela natten.\n\nPå morgonen var vägen borta och ingen kom.\n"));
  assert.equal(await page.locator(".findings li[data-from]").count(), 0);
  assert.equal(await page.locator("button[value=make]").count(), 0, "nothing was found, yet records are offered");
  assert.match(await page.locator("main").innerText(), /Stadga läser granskningsrapporter/);
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

  await reviewAll(findings);
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
  await decideAndSend(answer);
  await laterCheckpoint(audit.split("/")[2]);
});

/** AUD-03: nothing is set beforehand; what is chosen stays; what is asked is answered or dropped; groups go in one press. */
async function reviewAll(findings) {
  const count = await findings.count();
  const reviewed = (done) => page.locator("#reviewed").filter({ hasText: `${done} av ${count} granskade` }).waitFor();
  assert.equal(await page.locator(".verdict :checked").count(), 0, "a verdict is set before anyone has looked");
  await reviewed(0);
  await page.click("button[value=make]");
  assert.match(await page.locator("main [data-color=danger]").innerText(), /inte godtagit/);

  await findings.first().locator(".verdict input").first().focus();
  await page.keyboard.press("1");
  await page.keyboard.press("3");
  await reviewed(2);
  await page.goto("/audit/read");
  await page.locator("main").getByRole("link", { name: "granskning.txt" }).first().click();
  await reviewed(2);
  assert.equal(await findings.nth(1).locator("[value=drop]").isChecked(), true);
  await findings.nth(1).locator("[value=accept]").check();

  const asked = page.locator("li[data-unsure]");
  assert.equal(await asked.count(), 7);
  await asked.first().locator("[value=mend]").check();
  await page.click("button[value=make]");
  assert.match(await page.locator("main [data-color=danger]").innerText(), /Svara först/);
  for (const one of await asked.locator("[value=drop]").all()) await one.check();

  while (await page.locator("button[value^=group-]").count()) await page.locator("button[value^=group-]").first().click();
  const unset = page.locator("li:not(:has(.verdict :checked)) [value=accept]");
  while (await unset.count()) await unset.first().check();
  await page.click("button[value=make]");
}

/** Presses a move's button; where it asks for more, `fill` writes it, and one press does all. */
async function make(move, fill) {
  const more = page.locator(".page-head details, main details.drop-down").filter({ has: page.locator(`form[action$='/move/${move}']`) });
  if (await more.count()) await more.first().locator("summary").click();
  await page.locator(`form[action$='/move/${move}'] button`).first().click();
  if (!fill) return;
  const step = page.locator(".step");
  await step.waitFor();
  assert.deepEqual(await violations(page), []);
  await fill(step);
  await step.locator(".form-actions button").click();
  await page.waitForURL(/done=moved/).catch(async () => assert.fail(await page.locator("main").innerText()));
}

/** AUD-17, ORG-25: the board's decision with date and paragraph, chair and acting director sign, the answer is sent. */
async function decideAndSend(answer) {
  const id = answer.split("/").pop();
  await page.goto(`/decision/new?about=${id}`);
  await page.fill("[name=title]", "Svar på granskningen av informationssäkerheten");
  await page.fill("[name=paragraph]", "§ 214");
  const board = page.locator("select[name=body] option").filter({ hasText: "Regionstyrelsen (" }).first();
  await page.selectOption("select[name=body]", await board.getAttribute("value"));
  await page.click("main .form-actions button[value=save]");
  await page.waitForURL(/\/decision\/[0-9a-f-]{36}/);
  const decision = new URL(page.url()).pathname.split("/").pop();
  await make("decide", async (step) => {
    await step.locator("[name=date]").fill("2026-11-20");
    await step.locator("select[name=outcome]").selectOption({ label: "Bifall" });
    await step.locator("[name=_reason]").fill("Styrelsens sammanträde");
  });
  assert.match(await page.locator("main").innerText(), /§ 214/);

  await page.goto(answer);
  await make("decide", (step) => step.locator("select[name=decision]").selectOption(decision));
  await make("sign", async (step) => {
    for (const [at, role, name] of [[0, "chair", "Regionstyrelsens ordförande"], [1, "director", "Regiondirektör"]]) {
      await step.locator(`[name='signatures.${at}.role']`).selectOption(role);
      await step.locator(`[name='signatures.${at}.function']`).fill(name);
      await step.locator(`[name='signatures.${at}.date']`).fill("2026-11-21");
    }
    await step.locator("[name='signatures.1.acting']").check();
  });
  await picture(page, "signed");
  await make("dispatch", async (step) => {
    await step.locator("[name=dispatched_on]").fill("2026-11-21");
    await step.locator("[name=dispatched_to]").fill("Regionens revisorer");
  });
  assert.equal(await page.locator("main form[action*='/move/']").count(), 0, "what is sent can still be moved");
  const [pdf, word] = await Promise.all(["pdf", "docx"].map((end) => page.request.get(`${answer}/documents/answer.${end}`)));
  writeFileSync(`${out}sent.pdf`, await pdf.body());
  const text = execFileSync("pdftotext", ["-layout", `${out}sent.pdf`, "-"], { encoding: "utf8" });
  for (const part of [/§ 214/, /Regionstyrelsens ordförande/, /[Tt]illförordnad|[Tt]f\.?/, /2026-11-2|november 2026/]) assert.match(text, part);
  assert.equal((await word.body()).subarray(0, 2).toString(), "PK");
}

/** AUD-18: the later checkpoint is prepared from the same records, held, and has a result. */
async function laterCheckpoint(audit) {
  await page.goto(`/checkpoint/new?audit=${audit}`);
  await page.fill("[name=title]", "Avstämning med revisorerna");
  await page.fill("[name=date]", "2027-06-10");
  await page.click("main .form-actions button[value=save]");
  await page.waitForURL(/\/checkpoint\/[0-9a-f-]{36}/);
  await page.locator("form[action$='/take'] button").click();
  assert.match(await page.locator("main").innerText(), /0 av 1 åtgärder är genomförda/);
  await make("prepare");
  await make("hold", (step) => step.locator("[name=result]").fill("Revisorerna är nöjda med takten."));
  assert.deepEqual(await violations(page), []);
}

/** A measure for a recommendation. */
function measure(recommendation) {
  return {
    title: "Inför en gemensam rutin", causes: [recommendation], raised: "2026-11-01",
    start: "2026-12-01", due: "2027-05-31", funding: "funded",
  };
}
