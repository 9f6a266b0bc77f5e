// The ways through the workbench, by keyboard alone, in a browser that has nothing but what a user has.
// node journey.mjs ENTER_URL LOGIN_URL PILE CHROMIUM [PICTURES]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [enter, login, pile, executablePath, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const origin = new URL(enter).origin;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

const check = (holds, what) => {
  if (!holds) throw new Error(what);
  console.log(`ok: ${what}`);
};

const open = async (options) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => { throw error; });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) throw new Error(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("http://127.0.0.1")) throw new Error(`it asked for ${request.url()}`);
  });
  return page;
};

// Tab until the thing is focused: what a reader without a mouse does.
const tabTo = async (page, selector, most = 120) => {
  for (let at = 0; at < most; at += 1) {
    if (await page.evaluate((s) => Boolean(document.activeElement?.matches(s)), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${selector} at ${page.url()}`);
};

const follow = async (page, selector) => {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
};

const key = async (page, name) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(name)]);
};

const accessible = async (page, name) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const v of violations) console.log(v.id, v.nodes.map((n) => `${n.html.slice(0, 200)} ${n.failureSummary}`).slice(0, 3).join("\n"));
  check(violations.length === 0, `axe finds nothing on ${name}`);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  check(width <= room, `${name} fits ${room} pixels`);
};

const traced = async (page, count) => {
  for (let at = 0; at < 200; at += 1) {
    const status = await page.evaluate(async () => (await fetch("/api/status")).json());
    if (status.counts.documents >= count && status.work.state === "idle") return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the pile was never traced");
};

try {
  // With a token, from an empty collection.
  const page = await open({});
  await page.goto(enter);
  check(page.url() === `${origin}/`, "the address bar forgets the token");
  await follow(page, "a[href='/add']:not(.ways a)");
  await tabTo(page, "#files");
  await page.setInputFiles("#files", pile);
  await follow(page, ".drop button");
  check((await page.textContent("[role=status] ~ main, main")).includes("added"), "a pile is added");
  await traced(page, 4);

  await key(page, "1");
  await tabTo(page, "#find");
  await page.keyboard.type("ferr sallow");
  await key(page, "Enter");
  check((await page.locator(".claim-row").count()) >= 1, "a search gives claims");
  await follow(page, ".claim-link");
  check((await page.textContent(".headline")).includes("at most"), "a claim says where it stands");

  // By arrows from node to node, then to the relay, then to its sentence.
  await tabTo(page, ".graph .node");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("+");
  await page.keyboard.press("e");
  const relay = page.locator("details.relay[open]").first();
  await relay.locator("blockquote").first().waitFor();
  check((await relay.locator("mark").count()) > 0, "a relay opens on its sentence, marked");

  // The one relay that brings the source: rejected, and the bounds move.
  const told = page.locator("details.relay", { hasText: "told" }).first();
  await told.locator("summary").first().focus();
  if (!(await told.evaluate((d) => d.open))) await page.keyboard.press("Enter");
  await told.locator("button[value=reject]").waitFor();
  await tabTo(page, "details.relay[open] button[value=reject]", 300);
  const before = await page.textContent("#bounds .headline");
  await told.locator("button[value=reject]").focus();
  await page.keyboard.press("Enter");
  await page.locator("#bounds .moved").waitFor();
  const after = await page.textContent("#bounds .headline");
  check(before !== after, `the bounds move: “${before.trim()}” → “${after.trim()}”`);
  await told.locator("button", { hasText: "Undo" }).focus();
  await key(page, "Enter");
  check((await page.textContent("main")).includes("Taken back"), "and back");

  // The queue, one key each.
  await key(page, "2");
  const first = await page.textContent("#doubt");
  await page.keyboard.press("a");
  await page.locator("#desk .moved").waitFor();
  check((await page.textContent("#doubt")) !== first, "a accepts and goes on to the next");
  await key(page, "u");
  await key(page, "2");
  await page.keyboard.press("c");
  await page.locator(".correct[open] select").first().waitFor();
  check(true, "c opens the correction");

  await key(page, "1");
  await follow(page, ".claim-link");
  await key(page, "s");
  check((await page.textContent("main")).includes("Signed by"), "s signs");

  // Without single keys they do nothing.
  await page.locator("#keys").focus();
  await page.keyboard.press("Space");
  await page.locator("main").focus();
  await page.keyboard.press("2");
  check(!page.url().endsWith("/review"), "single keys can be switched off");
  await page.locator("#keys").focus();
  await page.keyboard.press("Space");

  // Every page, two widths, light and dark.
  const claim = (await page.evaluate(async () => (await fetch("/api/claims")).json())).claims[0].id;
  const relays = await page.evaluate(async (id) => (await (await fetch(`/api/claims/${id}`)).json()).claims[0].relays, claim);
  const pages = {
    claims: "/", filters: "/?language=en&alone=1", search: "/?q=ferries", claim: `/claim/${claim}`,
    relay: `/claim/${claim}/relay/${relays[0].id}`, article: "/article/1", review: "/review", log: "/review/log",
    add: "/add", collection: "/pile", clip: "/clip/form", name: "/name", nothing: "/nothing",
  };
  const cookies = await page.context().cookies();
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    for (const colorScheme of ["light", "dark"]) {
      const other = await open({ viewport: { width, height }, colorScheme });
      await other.context().addCookies(cookies);
      for (const [name, address] of Object.entries(pages)) {
        await other.goto(origin + address);
        await accessible(other, `${name}, ${width}, ${colorScheme}`);
        if (pictures && colorScheme === "light") {
          await other.screenshot({ path: `${pictures}/workbench-${name}-${width}.png`, fullPage: false });
        }
      }
      await other.context().close();
    }
  }

  // Without script.
  const plain = await open({ javaScriptEnabled: false });
  await plain.context().addCookies(cookies);
  await plain.goto(`${origin}/claim/${claim}`);
  await plain.locator("details.relay summary").first().click();
  await plain.locator("details.relay[open] a").first().click();
  check((await plain.locator("blockquote mark").count()) > 0, "without script a relay leads to its sentence");
  await plain.locator("button[value=accept]").click();
  check((await plain.textContent("main")).includes("Accepted"), "and is reviewed");

  // Another workbench, which wants a password.
  const desk = await open({});
  await desk.goto(login);
  check(desk.url().endsWith("/login"), "who is not logged in is asked to");
  await accessible(desk, "the login");
  await desk.keyboard.type("Mara Quist");
  await desk.keyboard.press("Tab");
  await desk.keyboard.type("a long enough one");
  await key(desk, "Enter");
  check((await desk.textContent(".who")).includes("Mara Quist"), "a login by keyboard");
} finally {
  await browser.close();
}
