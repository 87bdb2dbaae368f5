// The review on the page: the bar, a row of buttons on each finding, and the keys.
(() => {
  const { data } = review;
  const bar = document.getElementById("review-bar");
  const template = (id) => document.getElementById(id).content.cloneNode(true);
  if (!bar) return;
  if (data.mode === "final") {
    bar.append(template("review-final"));
    bar.className = "review-closed";
    bar.hidden = false;
    return;
  }
  const cards = () => [...document.querySelectorAll(".finding")].filter((card) => card.id in data.findings);
  const part = (name) => bar.querySelector(`[data-told="${name}"]`);
  const button = (name) => bar.querySelector(`[data-act="${name}"]`);
  const memory = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      sessionStorage.setItem(name, value);
    } catch {
      // forgotten on the next load
    }
    return null;
  };
  const WORDS = { agreement: "they agree", discrepancy: "they differ", unrelated: "not the same fact", reshaped: "split or merged" };
  const DONE = { confirm: "confirmed", reject: "rejected", verdict: "decided", split: "split", merge: "merged", align: "put together", note: "noted", skip: "passed over" };
  let state = null;
  let keeper = null;
  let currentId = "";
  let hiding = memory("align-hide") === "yes";
  let trouble = "";

  const two = (number) => String(number).padStart(2, "0");
  const when = (at) => {
    const time = new Date(at);
    return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
  };
  const percent = (score) => (score >= 0.995 ? "over 99%" : score < 0.005 ? "under 1%" : `${Math.round(100 * score)}%`);
  const verdict = (one) => (one.verdict ? `${WORDS[one.verdict] || one.verdict}${one.kind ? ` (${one.kind})` : ""}` : "");
  const told = (one) => [verdict(one), `${DONE[one.action]} by ${one.by}, ${when(one.at)}`].filter(Boolean).join(" — ");
  const isDecided = (id) => {
    const one = state.findings[id];
    return Boolean(one && (one.settled || (data.mode === "file" && one.shaped)));
  };

  function say(message, lasting = false) {
    if (lasting) trouble = message;
    const line = bar.querySelector(".review-message");
    if (line && line.textContent !== (message || trouble)) line.textContent = message || trouble;
  }

  function line(css, text) {
    return Object.assign(document.createElement("p"), { className: css, textContent: review.printable(text) });
  }

  function status(card, one) {
    const box = document.createElement("div");
    box.className = "review-told";
    const last = one.settled || one.shaped;
    if (last) box.append(line("review-status", told(last)));
    else if (one.skipped) box.append(line("review-skipped", "passed over for now"));
    const machine = one.machine;
    const changed = one.settled && machine && machine.verdict && one.settled.verdict !== machine.verdict;
    if (machine && (changed || (state.blind && one.settled))) {
      const score = machine.score === undefined ? "" : `, ${percent(machine.score)}`;
      const kinds = machine.kinds && machine.kinds.length ? ` (${machine.kinds.join(", ")})` : "";
      const why = state.blind && machine.explanation ? `: ${machine.explanation}` : "";
      box.append(line("review-machine", `machine: ${WORDS[machine.verdict]}${kinds}${score}${why}`));
    }
    for (const note of [...(one.notes || []), ...(last && last.note && last.action !== "note" ? [last] : [])]) {
      box.append(line("review-note", `${note.by}: ${note.note}`));
    }
    for (const opinion of one.opinions || []) {
      const said = verdict(opinion) || "undecided";
      box.append(line("review-opinion", `${opinion.by}: ${said}${opinion.note ? ` — ${opinion.note}` : ""}`));
    }
    const slot = card.querySelector("[data-review-slot]");
    const before = slot.querySelector(".review-told");
    if (before) before.replaceWith(box);
    else slot.prepend(box);
  }

  function draw(card) {
    const one = state.findings[card.id];
    if (!one) return;
    card.toggleAttribute("data-decided", isDecided(card.id));
    card.dataset.human = (one.settled && one.settled.verdict) || "";
    status(card, one);
    for (const tool of card.querySelectorAll("[data-do]")) {
      if (tool.tagName === "SELECT") {
        tool.value = (one.settled && one.settled.kind) || "";
        continue;
      }
      const settled = one.settled;
      const pressed = settled && (settled.action === "confirm" ? tool.dataset.do === "confirm"
        : settled.action === "reject" ? tool.dataset.do === "reject" : tool.dataset.do === settled.verdict);
      if (["confirm", "reject", "agreement", "discrepancy"].includes(tool.dataset.do)) tool.setAttribute("aria-pressed", String(Boolean(pressed)));
    }
  }

  // A row of buttons is made when its card comes near: thousands at once would make a large report slow.
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) equip(target);
  }, { rootMargin: "800px" });
  function equip(card) {
    near.unobserve(card);
    const slot = card.querySelector("[data-review-slot]");
    if (!slot || slot.querySelector(".review-tools")) return;
    const tools = template("review-tools");
    if (data.state && data.state.blind) tools.querySelector('[data-do="confirm"]').remove();
    slot.append(tools);
    draw(card);
  }

  // What a filter shows again while decided findings are hidden is hidden once more.
  const watching = new MutationObserver(() => hide());
  function hide() {
    watching.disconnect();
    for (const card of cards()) {
      if (hiding && isDecided(card.id) && card.id !== currentId) {
        if (!card.hidden) card.dataset.reviewHidden = "";
        card.hidden = true;
      } else if ("reviewHidden" in card.dataset) {
        delete card.dataset.reviewHidden;
        card.hidden = false;
      }
    }
    if (hiding) for (const card of cards()) watching.observe(card, { attributes: true, attributeFilter: ["hidden"] });
  }
  function toggleHide() {
    hiding = !hiding;
    memory("align-hide", hiding ? "yes" : "");
    if (hiding) currentId = isDecided(currentId) ? "" : currentId;
    hide();
    const filters = document.querySelector(".filters");
    if (!hiding && filters) filters.dispatchEvent(new Event("input"));
    bar_();
  }

  function bar_() {
    part("progress").textContent = `${state.decided} of ${state.total} decided`;
    Object.assign(bar.querySelector("progress"), { max: state.total || 1, value: state.decided });
    button("undo").disabled = !state.undo;
    button("redo").disabled = !state.redo;
    button("hide").setAttribute("aria-pressed", String(hiding));
    button("stale").hidden = !state.stale.length;
    part("stale").textContent = `${state.stale.length} stale`;
    const name = bar.querySelector("[name=reviewer]");
    if (document.activeElement !== name) name.value = state.reviewer;
    name.readOnly = data.mode === "served";
  }

  function changed(next) {
    const before = state;
    state = next;
    if (before && before.shape !== next.shape) {
      // Other findings than this page has cards for: the server makes the page anew.
      const fresh = Object.keys(next.findings).find((id) => !(id in before.findings));
      memory("align-at", fresh || currentId);
      location.reload();
      return;
    }
    for (const card of cards()) {
      if (!before || JSON.stringify(before.findings[card.id]) !== JSON.stringify(next.findings[card.id])) draw(card);
    }
    bar_();
    hide();
  }

  const seen = (card) => !card.hidden && !card.closest("[hidden]");
  // The one that was focused, pressed or walked to last: every way to it is heard of.
  function current() {
    const card = document.getElementById(currentId);
    return card && card.id in data.findings && seen(card) ? card : null;
  }
  function go(card) {
    currentId = card.id;
    hide();
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
    document.dispatchEvent(new CustomEvent("align:current", { detail: { id: card.id } }));
  }
  function next() {
    const list = cards();
    const at = list.indexOf(current());
    const onward = [...list.slice(at + 1), ...list.slice(0, at + 1)].filter((card) => !isDecided(card.id) && seen(card));
    const fresh = onward.filter((one) => !state.findings[one.id].skipped);
    const card = fresh.find((one) => state.findings[one.id].opinions) || fresh[0] || onward[0]; // an adjudicator's first
    if (card) go(card);
    else say(state.decided < state.total ? "What is undecided is hidden by a filter." : "All findings are decided.");
  }

  async function ask(request) {
    try {
      const answer = await keeper.ask(request);
      say("");
      return answer;
    } catch (error) {
      say(error.message);
      if (error.status === 409) setTimeout(() => location.reload(), 1500);
      return null;
    }
  }
  async function decide(what, card, more = {}) {
    if (!card) {
      say("Choose a finding first: j or k.");
      return false;
    }
    const { key } = data.findings[card.id];
    const requests = {
      confirm: { action: "confirm" },
      reject: { action: "reject" },
      agreement: { action: "verdict", verdict: "agreement" },
      discrepancy: { action: "verdict", verdict: "discrepancy" },
      unrelated: { action: "reject" },
      skip: { action: "skip" },
    };
    return Boolean(await ask({ ...requests[what], finding: key, ...more }));
  }
  async function quick(what) {
    const card = current();
    if (what === "confirm" && state.blind) {
      say("The machine's verdict is hidden: press a, d or x.");
      return;
    }
    if ((await decide(what, card)) && !state.blind && card === (current() || card)) next();
  }
  async function slow(what, card) {
    if (!card) {
      say("Choose a finding first: j or k.");
      return;
    }
    const known = data.findings[card.id];
    let request = null;
    if (what === "note") {
      const note = await review.note();
      if (note) request = { action: "note", finding: known.key, note };
    } else if (what === "split") {
      if (known.statements.length < 3) {
        say("It has two statements: press x where they are not the same fact.");
        return;
      }
      const groups = await review.split(known.statements);
      if (groups) request = { action: "split", finding: known.key, groups };
    } else {
      const other = await review.merge(known.key);
      if (other) request = { action: "merge", finding: known.key, other };
    }
    if (request) await ask(request);
    card.focus({ preventScroll: true });
  }
  async function alignTwo() {
    const found = await review.align();
    if (found && (await ask({ action: "align", ...found }))) say("The two statements are a finding now.");
  }
  async function back(action) {
    const before = state;
    const after = await ask({ action });
    if (!after || after.shape !== before.shape) return;
    const id = Object.keys(after.findings).find((one) => JSON.stringify(after.findings[one]) !== JSON.stringify(before.findings[one]));
    if (id) go(document.getElementById(id));
  }
  function showStale() {
    const show = (one) => go(document.getElementById(one.finding));
    const again = async (one) => {
      show(one);
      await decide(one.verdict, document.getElementById(one.finding), { replaces: one.id, kind: one.kind });
    };
    review.stale(state.stale, told, again, show);
  }
  async function save() {
    const url = URL.createObjectURL(new Blob([await keeper.text()], { type: "application/jsonl" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "decisions.jsonl" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  async function take(file) {
    try {
      const answer = await keeper.take(await file.text());
      say(`${answer.taken} decisions imported.`);
    } catch (error) {
      say(error.message);
    }
  }

  const acts = {
    next, hide: toggleHide, undo: () => back("undo"), redo: () => back("redo"), align: alignTwo, stale: showStale,
    export: save, import: () => bar.querySelector("[type=file]").click(), open: () => open(),
  };
  const keys = {
    y: () => quick("confirm"), x: () => quick("reject"), a: () => quick("agreement"), d: () => quick("discrepancy"),
    s: () => quick("skip"), e: () => slow("note", current()), p: () => slow("split", current()),
    m: () => slow("merge", current()), l: alignTwo, u: () => back("undo"), r: () => back("redo"), n: next, h: toggleHide,
  };
  // One after the other: who types faster than the disk writes still decides one finding with each key.
  let working = Promise.resolve();
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    working = working.then(act).catch((error) => say(error.message));
  }

  // The page is made as if all agreed: no heading may say so, to nobody.
  function blindfold() {
    for (const section of document.querySelectorAll("section.findings")) {
      section.querySelector("h2").textContent = "Findings";
      section.hidden = !section.querySelector(".finding");
    }
  }

  function open() {
    if (data.mode === "served" && data.state.blind) blindfold();
    bar.replaceChildren(template("review-opened"));
    bar.className = "review-bar";
    document.documentElement.classList.add("reviewing");
    memory("align-review", "open");
    keeper = review.keeper(changed, (message) => say(message, true));
    const list = document.querySelector("#help dl");
    if (list) list.append(template("review-keys"));
    const name = bar.querySelector("[name=reviewer]");
    if (keeper.name) name.addEventListener("change", () => keeper.name(name.value));
    const file = bar.querySelector("[type=file]");
    file.addEventListener("change", () => {
      if (file.files[0]) take(file.files[0]);
      file.value = "";
    });
    bar.addEventListener("keydown", (event) => {
      if (event.target.matches("input")) event.stopPropagation();
    });
    addEventListener("keydown", press, { capture: true });
    document.addEventListener("align:current", (event) => {
      currentId = event.detail.id;
    });
    document.addEventListener("focusin", (event) => {
      const card = event.target.closest(".finding");
      if (card) currentId = card.id;
    });
    document.addEventListener("click", (event) => {
      const tool = event.target.closest("button[data-do]");
      const card = event.target.closest(".finding");
      if (card) currentId = card.id;
      if (!tool) return;
      if (["note", "split", "merge"].includes(tool.dataset.do)) slow(tool.dataset.do, card);
      else decide(tool.dataset.do, card);
    });
    document.addEventListener("change", (event) => {
      if (event.target.matches('select[data-do="kind"]')) {
        const kind = event.target.value;
        decide("discrepancy", event.target.closest(".finding"), kind ? { kind } : {});
      }
    });
    changed(keeper.first);
    for (const card of cards()) near.observe(card);
    const at = memory("align-at");
    memory("align-at", "");
    if (at && document.getElementById(at)) go(document.getElementById(at));
  }

  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) acts[act.dataset.act]();
  });
  if (data.mode === "served" || memory("align-review") === "open") open();
  else {
    bar.className = "review-closed";
    bar.append(template("review-closed"));
  }
})();
